"""What a row must satisfy in itself, whatever the other rows say. Pure."""

from collections.abc import Iterator
from datetime import date

from govapi.cloud_services.intake.rules import NO_INFORMATION, Entry
from govapi.contracts.intake.answers.rules import answers_for
from govapi.kit.entry_sheet import RowFault
from govapi.policy.rules import Answer, derive
from govapi.policy.schema.policy_set import PolicySet

FIRST_DAY, LAST_DAY = date(2000, 4, 1), date(2100, 3, 31)


def answers_of(entry: Entry, policy: PolicySet) -> dict[str, Answer]:
    """The answers the row gives to the questions about what is put into a service."""
    handles = None if entry.class_code is None else entry.class_code != NO_INFORMATION
    asking = policy.model_copy(update={"questionnaire": policy.cloud.questionnaire})
    return answers_for(asking, entry.facts, handles)


def faults_of(entry: Entry, policy: PolicySet, today: date) -> list[RowFault]:
    """What does not fit together in the row; each sentence says what to do."""
    found = [*_days(entry, today), *_information(entry, policy)]
    return [RowFault(entry.row, key, message) for key, message in found]


def _days(entry: Entry, today: date) -> Iterator[tuple[str, str]]:
    for key in ("starts_on", "ends_on", "decided_on", "confirm_on"):
        day = getattr(entry, key)
        if day is not None and not FIRST_DAY <= day <= LAST_DAY:
            yield key, "平成12年4月1日から令和82年3月31日までの日付を入力してください。"
    if entry.starts_on is not None and today < entry.starts_on <= LAST_DAY:
        yield "starts_on", "利用を始めた日が先の日付です。まだ始めていない利用は、移行登録でなく利用の申請をしてください。"
    if entry.decided_on is not None and today < entry.decided_on <= LAST_DAY:
        yield "decided_on", "承認日が先の日付です。まだ承認されていない利用は、移行登録でなく利用の申請をしてください。"
    if entry.ends_on is not None and entry.starts_on is not None and entry.ends_on < entry.starts_on:
        yield "ends_on", "利用期間の終期は、利用を始めた日以後の日にしてください。"
    elif entry.ends_on is not None and FIRST_DAY <= entry.ends_on < today:
        yield "ends_on", "利用期間が既に終わっています。移行登録できるのは続いている利用だけです。この行を消してください。"


def _information(entry: Entry, policy: PolicySet) -> Iterator[tuple[str, str]]:
    facts = entry.facts
    if facts.get("my_number") and facts.get("personal") is False:
        yield "personal", "個人番号を取り扱うときは、個人情報も取り扱います。「あり」を選んでください。"
    if entry.class_code == NO_INFORMATION:
        if any(facts.values()):
            yield (
                "class_code",
                "個人情報又は個人番号が「あり」のため、情報を取り扱っています。分類を選び直すか、空欄にしてください。",
            )
        return
    found = derive(policy, answers_of(entry, policy), questionnaire=policy.cloud.questionnaire)
    rank = policy.classification.rank
    if entry.class_code is not None and rank(entry.class_code) < rank(found.class_code):
        label = policy.classification.label(found.class_code)
        yield "class_code", f"他の欄の答えから「{label}」以上になります。分類を選び直すか、空欄にしてください。"
