"""What looks like a 個人番号 is held back from every free text of an account, of a list of moves and of their steps."""

import pytest

from tests.personnel_changes.lists import leave, take_in
from tests.sns_accounts.deciding.test_deciding import PLAN
from tests.sns_accounts.standing import becomes, opened
from tests.support.app import Office

NUMBER = "123456789018"  # its check digit is right


@pytest.mark.parametrize(
    "changes",
    [
        {"secrets_kept": NUMBER}, {"mfa_holder": NUMBER}, {"recovery_holder": NUMBER}, {"devices": f"端末{NUMBER}"},
        {"purpose": NUMBER}, {"audience": NUMBER}, {"takes_note": NUMBER}, {"reply_policy": NUMBER}, {"hours": NUMBER},
        {"contact": NUMBER}, {"verified_mark": NUMBER}, {"site_url": f"https://www.city.kakuu.example/{NUMBER}"},
        {"name": NUMBER}, {"handle": NUMBER}, {"url": f"https://x.com/a?b={NUMBER}"},
    ],
)  # fmt: skip
def test_no_field_of_an_account_takes_it(office: Office, changes: dict[str, str]) -> None:
    refused = office.as_("misaki").post("/sns-accounts", PLAN | changes)
    assert refused.status_code == 422, refused.text
    assert f"/{next(iter(changes))}" in [one["pointer"] for one in refused.json()["errors"]]
    assert "個人番号" in refused.text and NUMBER not in refused.text


def test_no_step_of_an_account_takes_it(office: Office) -> None:
    path = opened(office)
    misaki = office.as_("misaki")
    assert misaki.act(f"{path}/pause", {"reason": NUMBER}).status_code == 422
    check = {"answers": {"listed": {"good": True, "note": NUMBER}}}
    assert misaki.post(f"{path}/checks", check, etag=misaki.get(path).headers["ETag"]).status_code == 422
    becomes(office, path, "closing")
    closing = misaki.get(f"{path}/closing")
    refused = misaki.put(f"{path}/closing", {"export_note": NUMBER}, etag=closing.headers["ETag"])
    assert (refused.status_code, "個人番号" in refused.text) == (422, True)


def test_no_cell_of_a_list_takes_it(office: Office) -> None:
    refused = take_in(office, [leave(office, "kenichi", remark=NUMBER)])
    assert (refused.status_code, "個人番号" in refused.text, NUMBER in refused.text) == (422, True, False)
