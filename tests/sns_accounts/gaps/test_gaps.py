"""An account that was entered with gaps: each is a duty, once, and settles itself when it is filled; so are links that end."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from govapi.cloud_services.uses.linking.service import linked
from govapi.cloud_services.uses.tables import CloudUse
from govapi.db.session import find
from govapi.people.actor import system
from govapi.policy.store import current
from govapi.sns_accounts.gaps import rules
from govapi.sns_accounts.gaps.service import follow, recount
from govapi.sns_accounts.tables import SnsAccount
from tests.assessments.jobs import run
from tests.cloud_services.register import registered
from tests.cloud_services.running import running as use_of
from tests.sns_accounts.intake.books import LINE, ROW, handed_in
from tests.sns_accounts.officers.accounts import duties
from tests.support.app import CODE, Office
from tests.support.copies import writes


def entered(office: Office, **changes: Any) -> str:
    """The id of an account that was brought into the register."""
    answer = handed_in(office.as_("hikaru"), ROW | changes)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["accounts"][0]["id"])


def counted(office: Office, account: str) -> None:
    """As the daily job counts."""
    with writes(office) as session:
        now, today = office.clock.now(), office.clock.today()
        row = find(session, SnsAccount, UUID(account), lock=True)
        follow(session, system(CODE), current(session, today), row, look=linked, now=now, today=today)


def checks(office: Office, account: str) -> None:
    """Every check before the opening, as it should be."""
    person = office.as_("misaki")
    shown = person.get(f"/sns-accounts/{account}")
    answers = {one["key"]: {"good": one["wanted"], "note": ""} for one in shown.json()["opening_checks"]}
    answer = person.post(f"/sns-accounts/{account}/checks", {"answers": answers}, etag=shown.headers["ETag"])
    assert answer.status_code == 200, answer.text


def test_what_was_not_confirmed_is_a_duty_until_it_is(office: Office) -> None:
    account = entered(office)
    assert duties(office, account, rules.CHECK) == [("open", "2026-12-24")]
    checks(office, account)
    assert [status for status, _due in duties(office, account, rules.CHECK)] == ["done"]
    counted(office, account)
    assert len(duties(office, account, rules.CHECK)) == 1 and duties(office, account, rules.LINK) == []


def test_what_the_section_keeps_itself_is_asked_for(office: Office) -> None:
    account = entered(office, mfa_kind=None, secrets_kept=None)
    [duty] = office.as_("misaki").get("/duties", params={"record_id": account, "kind": rules.CHECK}).json()["items"]
    assert "「多要素認証の方法」" in duty["cause_label"]
    checks(office, account)
    assert [status for status, _due in duties(office, account, rules.CHECK)] == ["open"]
    shown = office.as_("misaki").get(f"/sns-accounts/{account}")
    filled = {"mfa_kind": "app", "secrets_kept": "課の金庫"}
    answer = office.as_("misaki").patch(f"/sns-accounts/{account}", filled, etag=shown.headers["ETag"])
    assert answer.status_code == 200, answer.text
    assert [status for status, _due in duties(office, account, rules.CHECK)] == ["done"]


def test_an_account_that_takes_information_rests_on_an_approval_that_holds(office: Office) -> None:
    use = use_of(office, registered(office)["id"], starts_on=date(2026, 4, 1))
    with writes(office) as session:
        number = find(session, CloudUse, UUID(use)).number
    account = entered(office, **(LINE | {"takes": "相談の受付", "cloud_use": number}))
    assert duties(office, account, rules.LINK) == []
    with writes(office) as session:
        find(session, CloudUse, UUID(use), lock=True).status = "ended"
    for _day in range(2):
        counted(office, account)
        assert [status for status, _due in duties(office, account, rules.LINK)] == ["open"]
    with writes(office) as session:
        find(session, CloudUse, UUID(use), lock=True).status = "permitted"
    counted(office, account)
    assert [status for status, _due in duties(office, account, rules.LINK)] == ["done"]


def test_the_day_finds_what_has_ended_and_counts_it_once(office: Office) -> None:
    account = entered(office)
    checks(office, account)
    with writes(office) as session:
        find(session, SnsAccount, UUID(account), lock=True).outsourced = True
    for _day in range(2):
        assert run(office, recount(linked)) == 1
        assert [status for status, _due in duties(office, account, rules.LINK)] == ["open"]
        assert [status for status, _due in duties(office, account, rules.CHECK)] == ["done", "open"]  # the check of a contractor


def test_one_without_its_approval_or_contract_is_told_at_once_and_let_go_when_it_closes(office: Office) -> None:
    account = entered(office, takes="相談の受付", outsourced="あり")
    [duty] = office.as_("misaki").get("/duties", params={"record_id": account, "kind": rules.LINK}).json()["items"]
    assert "利用の承認を受け" in duty["cause_label"] and "委託契約を締結し" in duty["cause_label"]
    with writes(office) as session:
        find(session, SnsAccount, UUID(account), lock=True).status = "closing"
    counted(office, account)
    for kind in rules.KINDS:
        assert [status for status, _due in duties(office, account, kind)] == ["dropped"]


@pytest.mark.parametrize(
    ("labels", "words"),
    [(["目的"], "「目的」"), (["目的", "対応時間", "問合せ先", "端末", "責任"], "「目的」「対応時間」「問合せ先」ほか2件")],
)
def test_the_first_are_named_and_the_rest_counted(labels: list[str], words: str) -> None:
    gap = rules.of_checks("架空市健康だより", labels)
    assert gap is not None and words in gap.because and f"（{len(labels)}件）" in gap.title
    assert rules.of_checks("架空市健康だより", []) is None and rules.of_links("架空市健康だより", []) is None
