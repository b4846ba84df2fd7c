"""What time and circumstance make true of an account, shown beside its state. Pure."""

from dataclasses import dataclass

from govapi.sns_accounts.rules import ANSWERED_FOR, IN_USE


@dataclass(frozen=True)
class Badge:
    """A truth that is derived each time and stored nowhere."""

    key: str
    label: str


@dataclass(frozen=True)
class Standing:
    """What the badges of an account follow from. ``whole``: everything an account must have to run, apart from its officer."""

    status: str
    officer: bool
    whole: bool
    idle: bool
    to_review: bool
    stopped: bool
    returned: bool
    migrated: bool
    silent: bool = False  # long without a post, not idle yet


def badges(one: Standing) -> list[Badge]:
    """責任者欠員, 緊急停止中, 差戻し, 未整備, 休眠, 発信なし, 確認の時期, 移行."""
    found = []
    if one.status in ANSWERED_FOR and not one.officer:
        found.append(Badge("vacant", "責任者欠員"))
    if one.stopped:
        found.append(Badge("stopped", "緊急停止中"))
    if one.returned and one.status == "draft":
        found.append(Badge("returned", "差戻し"))
    if one.status in IN_USE and not one.whole:
        found.append(Badge("unsettled", "未整備"))
    if one.idle:
        found.append(Badge("idle", "休眠"))
    elif one.silent:
        found.append(Badge("silent", "発信なし"))
    if one.status in IN_USE and one.to_review:
        found.append(Badge("to_review", "確認の時期"))
    if one.migrated:
        found.append(Badge("migrated", "移行"))
    return found
