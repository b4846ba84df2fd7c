"""Who stands in the route of an amendment reads it, even one who never stood in the route of its contract."""

from tests.support.app import Office
from tests.support.life import draft
from tests.support.web import signed_in


def test_the_mayor_reads_what_waits_for_him(office: Office) -> None:
    life = draft(office).to_active()
    given = {"reason": "数量の増加のため。", "effective_on": "2026-12-10", "changes": {"amount": 66_000_000}}
    made = office.as_("misaki").post(f"{life.path}/amendments", given)
    assert made.status_code == 201, made.text
    path = f"/amendments/{made.json()['id']}"
    mayor = signed_in(office, "taro")
    assert mayor.get(path).status == 404
    assert office.as_("misaki").act(f"{path}/submit").status_code == 200
    assert mayor.get(path).status == 200
    assert "６６，０００，０００" in mayor.last.text  # type: ignore[union-attr]  # just seen
    assert "予定価格" not in mayor.last.text  # type: ignore[union-attr]
