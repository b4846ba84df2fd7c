"""Which laws want an incident reported and why, by when, whom it is told to, and what its end needs. Pure.

Unknown means the worst that may be: a number of persons that is not known counts as more than any.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any, Literal

from govapi.kit.japan.holidays import period_end_days
from govapi.policy.schema.monitoring import ChainStep, Clock, IncidentLaw

JAPAN = timezone(timedelta(hours=9), "JST")

Kind = Literal["leak", "loss", "damage", "intrusion", "outage", "hijack", "impersonation", "other"]
KINDS: Mapping[Kind, str] = {
    "leak": "漏えい",
    "loss": "滅失・紛失",
    "damage": "毀損・改ざん",
    "intrusion": "不正アクセス",
    "outage": "停止",
    "hijack": "アカウントの乗っ取り",
    "impersonation": "アカウントのなりすまし",
    "other": "その他",
}
WORST: Mapping[str, str] = {
    "sensitive": "要配慮個人情報が含まれる",
    "financial": "財産的被害が生ずるおそれがある",
    "malicious": "不正の目的をもって行われたおそれがある",
}


@dataclass(frozen=True)
class IncidentFacts:
    """What the laws ask about. ``person_count`` None: not known."""

    personal: bool = False
    my_number: bool = False
    sensitive: bool = False
    ordinance_sensitive: bool = False
    financial: bool = False
    malicious: bool = False
    person_count: int | None = None


@dataclass(frozen=True)
class Applying:
    """A law that wants the incident reported, and why in Japanese."""

    law: IncidentLaw
    because: str


@dataclass(frozen=True)
class Due:
    """A report due under a law."""

    law: str
    law_label: str
    clock: str
    clock_label: str
    to: str
    due_on: date


@dataclass(frozen=True)
class Tell:
    """A step of the 通報 with its latest moment (aware)."""

    step: str
    label: str
    due_at: datetime


def aware(moment: datetime) -> datetime:
    """With its zone: a moment without one is UTC, as a database without zones hands it back."""
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def differing(row: object, values: Mapping[str, Any]) -> dict[str, Any]:
    """Without moments that are the same but for how the database writes them."""
    same = [
        name
        for name, value in values.items()
        if isinstance(value, datetime) and (before := getattr(row, name)) is not None and aware(before) == value
    ]
    return {name: value for name, value in values.items() if name not in same}


def day_in_japan(moment: datetime) -> date:
    return aware(moment).astimezone(JAPAN).date()


def _touches(law: IncidentLaw, facts: IncidentFacts) -> bool:
    """Whether the incident is of the information the law is about. All of these are personal information."""
    kinds = {
        "personal": facts.personal or facts.my_number or facts.sensitive or facts.ordinance_sensitive,
        "my_number": facts.my_number,
        "ordinance_sensitive": facts.ordinance_sensitive,
        "any": True,
    }
    return kinds[law.applies_to]


def applies(law: IncidentLaw, facts: IncidentFacts) -> Applying | None:
    """Whether this law wants the incident reported, and why. Raising any fact never ends it."""
    if not _touches(law, facts):
        return None
    if law.applies_to == "any" and law.persons_more_than is None and not law.always_when:
        return Applying(law, "事故の種類にかかわらず、報告の対象です。")
    count = facts.person_count
    if count == 0:
        return None
    worst = [WORST[name] for name in law.always_when if getattr(facts, name)]
    if worst:
        return Applying(law, f"{'、'.join(worst)}ため、人数にかかわらず報告の対象です。")
    if law.persons_more_than is None:
        return Applying(law, "対象となる情報が含まれるため、一人でも報告の対象です。")
    if count is None:
        return Applying(
            law, f"人数が分かっておらず、{law.persons_more_than:,}人を超えるおそれがあるため、報告の対象として扱います。"
        )
    if count > law.persons_more_than:
        return Applying(law, f"本人の数（{count:,}人）が{law.persons_more_than:,}人を超えるため、報告の対象です。")
    return None


def applying(laws: Iterable[IncidentLaw], facts: IncidentFacts) -> list[Applying]:
    """Every law that wants the incident reported."""
    return [found for law in laws if (found := applies(law, facts)) is not None]


def due_on(clock: Clock, knew_on: date, *, malicious: bool) -> date:
    """The last day of a clock. The day on which the town came to know is its first day; closed days count too."""
    days = clock.malicious_days if malicious and clock.malicious_days is not None else clock.days
    return period_end_days(knew_on, max(days, 1), first_day_counts=True)


def dues(found: Sequence[Applying], knew_on: date, *, malicious: bool) -> list[Due]:
    """Every report due, the earliest first."""
    all_of_them = [
        Due(one.law.key, one.law.label, clock.key, clock.label, clock.to, due_on(clock, knew_on, malicious=malicious))
        for one in found
        for clock in one.law.clocks
    ]
    return sorted(all_of_them, key=lambda one: one.due_on)


def notice_needed(found: Sequence[Applying]) -> bool:
    """本人通知: whether those concerned must be told."""
    return any(one.law.notify_persons for one in found)


def tells(chain: Sequence[ChainStep], knew_at: datetime, *, serious: bool) -> list[Tell]:
    """The steps of the 通報 this incident needs, each so many hours after the town knew."""
    return [
        Tell(step.key, step.label, aware(knew_at) + timedelta(hours=step.within_hours))
        for step in chain
        if serious or not step.when_serious
    ]


def told_late(due_at: datetime, told_at: datetime | None, now: datetime) -> bool:
    """Whether a step was told after its moment, or is not told though its moment has passed."""
    return aware(told_at or now) > due_at


def moments_fault(
    occurred_at: datetime | None, contractor_knew_at: datetime | None, city_knew_at: datetime, now: datetime
) -> tuple[str, str] | None:
    """Pointer and sentence of what is wrong with the moments, or None. Either side may have known first."""
    named = {
        "/occurred_at": occurred_at,
        "/contractor_knew_at": contractor_knew_at,
        "/city_knew_at": city_knew_at,
    }
    for pointer, moment in named.items():
        if moment is not None and aware(moment) > now:
            return pointer, "日時には、今までの日時を入力してください。"
        if moment is not None and occurred_at is not None and aware(moment) < aware(occurred_at):
            return pointer, "認知した日時は、発生した日時以後にしてください。"
    return None


@dataclass(frozen=True)
class EndFacts:
    """What the guards of an incident look at: what is still open, in words."""

    unfiled: Sequence[str] = ()
    untold: Sequence[str] = ()
    notice_open: bool = False
    measures_taken: bool = True
    cause: bool = True
    prevention: bool = True
    filed: int = 0
    open_steps: Sequence[str] = ()


def _listed(names: Sequence[str]) -> str:
    return "、".join(f"「{name}」" for name in names)


def acted(facts: EndFacts) -> str | None:
    return None if facts.measures_taken else "講じた措置を入力してください。"


def all_filed(facts: EndFacts) -> str | None:
    return f"次の報告が済んでいません。{_listed(facts.unfiled)}" if facts.unfiled else None


def all_told(facts: EndFacts) -> str | None:
    return f"次の通報が記録されていません。{_listed(facts.untold)}" if facts.untold else None


def notice_settled(facts: EndFacts) -> str | None:
    if facts.notice_open:
        return "本人への通知が必要な事故です。通知したこと、又は通知しない理由を記録してください。"
    return None


def steps_settled(facts: EndFacts) -> str | None:
    if not facts.open_steps:
        return None
    return f"対応手順の次の段階が済んでいません。行った日時又は該当しない理由を記録してください。{_listed(facts.open_steps)}"


def explained(facts: EndFacts) -> str | None:
    lacking = [name for name, there in (("原因", facts.cause), ("再発防止のための措置", facts.prevention)) if not there]
    return f"次の項目を入力してください。{_listed(lacking)}" if lacking else None


def nothing_filed(facts: EndFacts) -> str | None:
    return "報告を行った事故は、取り下げることができません。終結の手続を行ってください。" if facts.filed else None


FOR_CONTAINING = (acted,)
FOR_CLOSING = (all_told, all_filed, notice_settled, steps_settled, explained)
