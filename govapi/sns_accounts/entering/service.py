"""What is entered about an account: checked against the policy set, brought to one form, and written only once in the town."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from govapi.contracts import queries as contracts
from govapi.contracts.rules import status_on
from govapi.contracts.tables import Contract
from govapi.contracts.workflow import CONTRACT
from govapi.kit.errors import Conflict, FieldFault, Invalid, NotFound
from govapi.people.actor import Actor
from govapi.policy.platforms import address_fault, address_for, normal_handle, normal_url
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.schema.sns import Platform, Sns
from govapi.search import index
from govapi.sns_accounts import queries
from govapi.sns_accounts.queries import NOUN, UseLook
from govapi.sns_accounts.rules import unknown_choices
from govapi.sns_accounts.schemas import PlanPatch, SnsAccountIn
from govapi.sns_accounts.tables import SnsAccount

# A contract an account may rest on: concluded, and not over.
CONCLUDED = ("concluded", "active", "suspended", "amending", "terminating")
OVER = "履行期間終了"

# What ``null`` empties; every other field keeps a value.
NULLABLE = frozenset({"contract_id", "cloud_use_id", "followers", "password_changed_on", "site_checked_on"})
# Days on which something was done: none of them lies ahead.
DONE_ON = ("password_changed_on", "site_checked_on")


def save(session: Session, row: SnsAccount) -> None:
    """Writes the account. Raises Conflict naming the account that has the handle or the address, also when it came first by a
    moment: then the index of the table says so."""
    _refuse_twin(session, row)
    try:
        with session.begin_nested():
            session.add(row)
            session.flush()
    except IntegrityError:
        _refuse_twin(session, row)
        raise


def _refuse_twin(session: Session, row: SnsAccount) -> None:
    with session.no_autoflush:
        other = queries.of_address(session, row)
    if other is None:
        return
    same = "アカウントID" if (other.platform, other.handle_key) == (row.platform, row.handle_key) else "URL"
    raise Conflict(
        f"同じ{same}のアカウントが、{other.number}「{other.name}」として既に登録されています。"
        "登録の内容を確かめ、同じアカウントであれば、その登録で手続を進めてください。"
    )


def reindex(session: Session, row: SnsAccount) -> None:
    """Makes the account findable by its number, name, handle, address and purpose."""
    index(session, NOUN, row.id, [row.name, row.number, row.handle, row.url, row.purpose])


def check(
    session: Session,
    actor: Actor,
    row: SnsAccount,
    policy: PolicySet,
    values: Mapping[str, Any],
    today: date,
    *,
    look: UseLook,
) -> None:
    """Raises Invalid with every fault: choices that are in the policy set, an address of the service, days that have come, links
    that hold."""
    faults = unknown_choices(policy.sns, values)
    platform = platform_in(policy.sns, values.get("platform", row.platform))
    if platform is not None and values.keys() & {"handle", "url", "platform"}:
        handle = values.get("handle", row.handle)
        url = values.get("url", row.url) or address_for(platform, handle)
        fault = address_fault(platform, handle, url)
        if fault is not None:
            faults.append(FieldFault("/url" if "URL" in fault else "/handle", fault))
    for name in DONE_ON:
        if values.get(name) is not None and values[name] > today:
            faults.append(FieldFault(f"/{name}", "今日以前の日を入力してください。"))
    faults += _linked(session, actor, row, policy, values, today, look)
    if faults:
        raise Invalid("入力内容に誤りがあります。" if len(faults) > 1 else faults[0].message, errors=faults)


def is_running(contract: Contract, today: date) -> bool:
    """Whether an account may rest on the contract: it is concluded, and neither ended nor past its term."""
    over = contract.ends_on is not None and contract.ends_on < today
    return status_on(contract.status, contract.starts_on, today) in CONCLUDED and not over


def platform_in(sns: Sns, key: str) -> Platform | None:
    """The service of the policy set; None for one it does not have (any more)."""
    return next((one for one in sns.platforms if one.key == key), None)


def _linked(
    session: Session,
    actor: Actor,
    row: SnsAccount,
    policy: PolicySet,
    values: Mapping[str, Any],
    today: date,
    look: UseLook,
) -> list[FieldFault]:
    """Links that are new: those that stood before were looked at then."""
    faults = []
    contract_id, use_id = values.get("contract_id"), values.get("cloud_use_id")
    if contract_id not in (None, row.contract_id):
        try:
            contract = contracts.one(session, actor, policy, contract_id)
        except NotFound:
            faults.append(FieldFault("/contract_id", "この契約は存在しないか、閲覧できません。契約の番号を確かめてください。"))
        else:
            status = status_on(contract.status, contract.starts_on, today)
            if not is_running(contract, today):
                label = CONTRACT.labels[status] if status not in CONCLUDED else OVER
                faults.append(
                    FieldFault("/contract_id", f"この契約は「{label}」です。締結され、終わっていない契約を選んでください。")
                )
    if use_id not in (None, row.cloud_use_id):
        use = look(session, use_id, today)
        if use is None:
            faults.append(
                FieldFault("/cloud_use_id", "許可されたクラウドサービスの利用ではありません。利用の番号を確かめてください。")
            )
        elif not use.live:
            faults.append(
                FieldFault("/cloud_use_id", f"このクラウドサービスの利用は「{use.state}」です。今日有効な利用を選んでください。")
            )
    return faults


def addressed(row: SnsAccount, policy: PolicySet, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values, with the address that follows from the handle and the keys under which both are compared."""
    found = dict(values)
    if not found.keys() & {"platform", "handle", "url"}:
        return found
    platform = policy.sns.platform(found.get("platform", row.platform))
    handle = found.get("handle", row.handle)
    if not found.get("url", row.url):
        found["url"] = address_for(platform, handle)
    found["handle_key"] = normal_handle(platform, handle)
    found["url_key"] = normal_url(policy.sns.platforms, found.get("url", row.url)) or ""
    return found


def values_of(given: PlanPatch) -> dict[str, Any]:
    """The values that were sent. Raises Invalid for ``null`` where a field keeps a value."""
    values = given.model_dump(exclude_unset=True, exclude={"platform", "department_id"})
    if values.get("url", "") is None and isinstance(given, SnsAccountIn):
        del values["url"]
    empty = [name for name, value in values.items() if value is None and name not in NULLABLE]
    if empty:
        raise Invalid(
            "空（null）にできない項目があります。",
            errors=[FieldFault(f"/{name}", "この項目は空にできません。") for name in empty],
        )
    return values
