"""The trail keeps the 予定価格; those who audit read that it was changed, not from what to what."""

from tests.support.app import Office
from tests.support.life import draft


def test_the_price_does_not_leak_through_the_trail(office: Office) -> None:
    life = draft(office)
    misaki = office.as_("misaki")
    etag = misaki.get(life.path).headers["ETag"]
    assert misaki.patch(life.path, {"predetermined_price": 912_345, "place": "架空会館"}, etag=etag).status_code == 200
    for name in ("tadashi", "akira", "jiro", "ren"):
        [row] = office.as_(name).get("/audit-events", params={"action": "contract.revise"}).json()["items"]
        assert row["changes"]["place"][1] == "架空会館"
        assert "predetermined_price" in row["changes"]
        assert "912345" not in str(row)
