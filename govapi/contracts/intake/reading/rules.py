"""What a row must satisfy in itself, whatever the other rows say. Pure."""

from collections.abc import Iterator
from datetime import date

from govapi.contracts.intake.answers.rules import answers_for
from govapi.contracts.intake.rules import NO_INFORMATION, Entry
from govapi.kit.entry_sheet import RowFault
from govapi.kit.japan.fiscal import fiscal_year
from govapi.policy.rules import Answer, derive, ground_fault
from govapi.policy.schema.policy_set import PolicySet

FIRST_DAY, LAST_DAY = date(2000, 4, 1), date(2100, 3, 31)


def answers_of(entry: Entry, policy: PolicySet) -> dict[str, Answer]:
    """The answers the row gives to the town's questions."""
    handles = None if entry.class_code is None else entry.class_code != NO_INFORMATION
    return answers_for(policy, entry.facts, handles)


def faults_of(entry: Entry, policy: PolicySet, today: date) -> list[RowFault]:
    """What does not fit together in the row; each sentence says what to do."""
    found = [*_days(entry, today), *_information(entry, policy), *_method(entry, policy)]
    return [RowFault(entry.row, key, message) for key, message in found]


def _days(entry: Entry, today: date) -> Iterator[tuple[str, str]]:
    starts_on, ends_on = entry.starts_on, entry.ends_on
    for key, day in (("concluded_on", entry.concluded_on), ("starts_on", starts_on), ("ends_on", ends_on)):
        if day is not None and not FIRST_DAY <= day <= LAST_DAY:
            yield key, "平成12年4月1日から令和82年3月31日までの日付を入力してください。"
    if entry.concluded_on is not None and today < entry.concluded_on <= LAST_DAY:
        yield "concluded_on", "契約日が先の日付です。まだ締結していない契約は、移行登録でなく起案をしてください。"
    if ends_on is not None and starts_on is not None and ends_on < starts_on:
        yield "ends_on", "履行期間の終期は、始期以後の日にしてください。"
    elif ends_on is not None and FIRST_DAY <= ends_on < today:
        yield "ends_on", "履行期間が既に終わっています。移行登録できるのは終わっていない契約だけです。この行を消してください。"
    elif starts_on is not None and ends_on is not None and not _in_term(entry.fiscal_year, starts_on, ends_on):
        yield "fiscal_year", "会計年度が履行期間の年度と合いません。年度を直すか、空欄にしてください。"


def _in_term(year: int | None, starts_on: date, ends_on: date) -> bool:
    return year is None or fiscal_year(starts_on) <= year <= fiscal_year(ends_on)


def _information(entry: Entry, policy: PolicySet) -> Iterator[tuple[str, str]]:
    facts = entry.facts
    if facts.get("my_number") and facts.get("personal") is False:
        yield "personal", "個人番号を取り扱うときは、個人情報も取り扱います。「あり」を選んでください。"
    if entry.class_code == NO_INFORMATION:
        if any(facts.get(name) for name in ("personal", "my_number", "hosted")):
            yield (
                "class_code",
                "個人情報、個人番号又は庁外保管が「あり」のため、情報を取り扱っています。分類を選び直すか、空欄にしてください。",
            )
        return
    found = derive(policy, answers_of(entry, policy), starts_on=entry.starts_on)
    rank = policy.classification.rank
    if entry.class_code is not None and rank(entry.class_code) < rank(found.class_code):
        label = policy.classification.label(found.class_code)
        yield "class_code", f"他の欄の答えから「{label}」以上になります。分類を選び直すか、空欄にしてください。"


def _method(entry: Entry, policy: PolicySet) -> Iterator[tuple[str, str]]:
    """The ground must carry the method; a ground that is not known is a gap and no fault."""
    if entry.ground is None:
        return
    if entry.method is None:
        yield "method", "根拠の号を選んだときは、契約の方法も選んでください。"
        return
    fault = ground_fault(policy, entry.method, entry.ground, None, entry.starts_on or FIRST_DAY)
    if fault is not None:
        yield "ground", fault
