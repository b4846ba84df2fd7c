"""作業場所 over HTTP: notified, changed, given up; a change has the contractor looked at anew."""

from typing import Any

import pytest

from govapi.assessments.triggers.tables import Trigger
from govapi.db.session import owned
from tests.support.app import Office
from tests.support.copies import writes
from tests.support.life import Life, draft

PLACE = {
    "kind": "contractor_site",
    "name": "株式会社見本製作所　作業所",
    "address": "架空県架空市例示町二丁目3番4号",
    "work": "封入",
    "starts_on": "2026-12-01",
    "notified_on": "2026-11-25",
}


def added(office: Office, life: Life, **changes: Any) -> Any:
    answer = office.as_("misaki").post(f"{life.path}/work-places", PLACE | changes)
    assert answer.status_code == 201, answer.text
    return answer.json()


def raised(office: Office) -> list[tuple[str, str]]:
    with writes(office) as session:
        return [(row.kind, row.label) for row in session.exec(owned(session, Trigger)).all()]


def test_a_change_is_looked_at(office: Office) -> None:
    life, misaki = draft(office).to_active(), office.as_("misaki")
    first = added(office, life)
    assert (first["kind_label"], first["in_use"]) == ("受託者の事業所", True)
    assert raised(office) == []
    added(office, life, kind="cloud", name="作例クラウド", address="国内", starts_on="2027-01-10", notified_on="2026-12-01")
    assert [kind for kind, _label in raised(office)] == ["place_change"]
    assert "作例クラウド" in raised(office)[0][1]
    body = {"ends_on": "2026-11-30", "notified_on": "2026-12-01", "reason": "移転のため。"}
    path = f"{life.path}/work-places/{first['id']}"
    early = misaki.act(f"{path}/end", body)
    assert (early.status_code, early.json()["errors"][0]["pointer"]) == (422, "/ends_on")
    ended = misaki.act(f"{path}/end", body | {"ends_on": "2027-01-31"})
    assert (ended.status_code, ended.json()["ends_on"], ended.json()["end_reason"]) == (200, "2027-01-31", "移転のため。")
    assert misaki.act(f"{path}/end", body | {"ends_on": "2027-02-28"}).status_code == 409
    assert len(misaki.get(f"{life.path}/work-places").json()["items"]) == 2


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({"notified_on": "2026-12-02"}, "/notified_on"),
        ({"ends_on": "2026-11-30"}, "/ends_on"),
        ({"kind": "ship"}, "/kind"),
        ({"name": ""}, "/name"),
    ],
)
def test_what_may_not_be_written_down(office: Office, changes: dict[str, Any], pointer: str) -> None:
    life = draft(office).to_active()
    answer = office.as_("misaki").post(f"{life.path}/work-places", PLACE | changes)
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, pointer)


def test_only_while_the_work_is_done_and_by_the_section(office: Office) -> None:
    life = draft(office)
    assert office.as_("misaki").post(f"{life.path}/work-places", PLACE).status_code == 409
    assert office.as_("haru").post(f"{life.path}/work-places", PLACE).status_code == 403
    assert office.as_("aoi").get(f"{life.path}/work-places").status_code == 404
