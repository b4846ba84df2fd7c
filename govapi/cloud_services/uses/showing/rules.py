"""What time and circumstance make true of a use, shown beside its state, and what its reader is warned of. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from govapi.cloud_services.uses.rules import LIVE


@dataclass(frozen=True)
class Badge:
    """A truth that is derived each time and stored nowhere."""

    key: str
    label: str


@dataclass(frozen=True)
class Standing:
    """What the badges of a use follow from. ``notice_days``: how long before its day the confirmation, and the end, shows."""

    status: str
    returned: bool
    migrated: bool
    starts_on: date | None
    ends_on: date | None
    confirm_on: date | None
    registered_then: bool  # when the ruling was made
    registered_now: bool
    confirm_notice_days: int
    end_notice_days: int


def badges(one: Standing, today: date) -> list[Badge]:
    """差戻し, 移行, 開始前, 期限切れ, 満了間近, 確認の時期, 登録失効."""
    found = []
    if one.returned and one.status == "draft":
        found.append(Badge("returned", "差戻し"))
    if one.migrated:
        found.append(Badge("migrated", "移行"))
    if one.status in LIVE:
        found += _of_the_day(one, today)
    if one.status in (*LIVE, "in_approval") and one.registered_then and not one.registered_now:
        found.append(Badge("registration_lost", "登録失効"))
    return found


def _of_the_day(one: Standing, today: date) -> list[Badge]:
    found = []
    if one.starts_on is not None and today < one.starts_on:
        found.append(Badge("not_begun", "開始前"))
    if one.ends_on is not None and one.ends_on < today:
        found.append(Badge("expired", "期限切れ"))
    elif one.ends_on is not None and one.ends_on - timedelta(days=one.end_notice_days) <= today:
        found.append(Badge("expiring", "満了間近"))
    if one.confirm_on is not None and one.confirm_on - timedelta(days=one.confirm_notice_days) <= today:
        found.append(Badge("to_confirm", "確認の時期"))
    return found


@dataclass(frozen=True)
class Circumstances:
    """What the warnings of a use follow from."""

    status: str
    needs_contract: bool  # its form is 個別契約, or it takes information from residents
    has_contract: bool
    open_conditions: Sequence[str]  # to be met before the use begins
    other_sections: Sequence[str]  # that use the same service
    unsaid_residents: bool = False  # the service takes information from residents, of which the answers say nothing


def warnings(one: Circumstances) -> list[str]:
    """What to look at; none of it stands in the way of a step."""
    found = []
    before = one.status in ("draft", "in_approval", *LIVE)
    if before and one.needs_contract and not one.has_contract:
        found.append("契約が結び付けられていません。利用を始めるまでに、根拠となる契約を登録してください。")
    if one.status in LIVE and one.open_conditions:
        names = "、".join(f"「{label}」" for label in one.open_conditions)
        found.append(f"利用を始めるまでに満たす条件が残っています。{names}を満たしたことを記録してから利用してください。")
    if one.status in ("draft", "in_approval") and one.unsaid_residents:
        found.append(
            "このサービスでは、住民等から相談、申込み、メッセージ等が届くことがあります。受け取らない設定であることを確かめるか、質問の答えを改めてください。"
        )
    if one.status == "draft" and one.other_sections:
        names = "、".join(one.other_sections)
        found.append(f"このサービスは、{names}でも利用されています。同じ利用に加われるかを確かめてください。")
    return found
