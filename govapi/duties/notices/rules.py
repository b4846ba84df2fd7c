"""Whom a reminder is for, and the words of it. Pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from govapi.duties.rules import ESCALATED_FURTHER, ESCALATIONS, OPENED, OVERDUE
from govapi.kit.japan.era import wareki
from govapi.people.relations import levels_of

SECTION_HEAD, BUREAU_OFFICER, SUPERVISOR = "section_security_manager", "bureau_security_officer", "security_supervisor"


@dataclass(frozen=True)
class Member:
    """A post held today."""

    person_id: UUID
    department_id: UUID
    department_path: str
    duties: frozenset[str]


@dataclass(frozen=True)
class Concerned:
    """The section a duty belongs to, and who is named for it."""

    department_id: UUID
    department_path: str
    person_id: UUID | None = None


class Roster:
    """Who holds which post today, asked by section."""

    def __init__(self, members: Collection[Member]) -> None:
        self._members = members
        self._of: dict[UUID, list[Member]] = {}
        for one in members:
            self._of.setdefault(one.person_id, []).append(one)
        self._found: dict[tuple[Concerned, str], frozenset[UUID]] = {}

    def doers(self, duty: Concerned, tells: str) -> frozenset[UUID]:
        """The person named, while he or she belongs there; else the section (or its head alone); else the next superior."""
        key = (duty, tells)
        if key not in self._found:
            self._found[key] = self._named(duty) or self._section(duty, tells) or next(iter(self._levels(duty)), frozenset())
        return self._found[key]

    def superiors(self, duty: Concerned, tells: str, stage: str) -> frozenset[UUID]:
        """The first superior who is not the doer already; for ``escalated_further`` the one above."""
        doers = self.doers(duty, tells)
        above = [level for level in self._levels(duty) if level != doers]
        if stage == ESCALATED_FURTHER:
            return above[1] if len(above) > 1 else frozenset()
        return above[0] if above else frozenset()

    def reaches(self, person_id: UUID, duty: Concerned) -> bool:
        """Whether this person may still be told of the duty: one of its section or above, or the supervisor. Who has moved away
        meanwhile, named for it or not, is told nothing more of what the old section does."""
        own = self._of.get(person_id, [])
        return any(duty.department_path.startswith(one.department_path) or SUPERVISOR in one.duties for one in own)

    def _named(self, duty: Concerned) -> frozenset[UUID]:
        there = duty.person_id is not None and any(
            one.person_id == duty.person_id and duty.department_path.startswith(one.department_path) for one in self._members
        )
        return frozenset({duty.person_id}) if there and duty.person_id else frozenset()

    def _section(self, duty: Concerned, tells: str) -> frozenset[UUID]:
        own = [one for one in self._members if one.department_id == duty.department_id]
        return frozenset(one.person_id for one in own if tells == "section" or SECTION_HEAD in one.duties)

    def _levels(self, duty: Concerned) -> list[frozenset[UUID]]:
        """所属長, then the 情報セキュリティ責任者 of the bureau, then the 統括情報セキュリティ責任者; vacant posts are passed over."""
        paths = levels_of(duty.department_path)[::-1]
        found = [self._at(path, {SECTION_HEAD} if path == paths[0] else {BUREAU_OFFICER, SECTION_HEAD}) for path in paths]
        found.append(frozenset(one.person_id for one in self._members if SUPERVISOR in one.duties))
        levels: list[frozenset[UUID]] = []
        for level in found:
            if level and level not in levels:
                levels.append(level)
        return levels

    def _at(self, path: str, duties: Collection[str]) -> frozenset[UUID]:
        return frozenset(one.person_id for one in self._members if one.department_path == path and one.duties & set(duties))


@dataclass(frozen=True)
class Item:
    """A duty as a letter tells it."""

    group: str
    due_on: date
    kind_label: str
    title: str
    number: str
    cause_label: str
    url: str


def stage_label(stage: str) -> str:
    """The word of a stage."""
    if stage in ESCALATIONS:
        return "部下の所掌する仕事の期限切れ"
    if stage == OVERDUE:
        return "期限切れ"
    if stage == OPENED:
        return "着手の時期"
    return "期限の当日" if stage == "before_0" else f"期限の{stage.removeprefix('before_')}日前"


def group_of(stages: Collection[str], due_on: date, today: date) -> str:
    """Under which heading of the letter a duty stands, from today's point of view."""
    if any(stage in ESCALATIONS for stage in stages):
        return "escalated"
    if due_on < today:
        return "overdue"
    return "new" if OPENED in stages else "due"


GROUPS: Sequence[tuple[str, str, str]] = (
    ("escalated", "部下が担当し、期限を過ぎている仕事", "上司への通知"),
    ("overdue", "期限を過ぎている仕事", "期限切れ"),
    ("due", "期限が近づいている仕事", "期限間近"),
    ("new", "新しく着手する仕事", "新規"),
)


def subject(items: Sequence[Item]) -> str:
    """The subject of a letter: numbers only, since it shows on every screen."""
    counts = [(word, sum(item.group == group for item in items)) for group, _, word in GROUPS]
    return "【govapi】期限のある仕事のお知らせ（" + "、".join(f"{word}{count}件" for word, count in counts if count) + "）"


def body(reader: str, items: Sequence[Item], today: date, *, more: int, public_url: str) -> str:
    """The text of a letter, as of today. ``more`` duties were left out of it."""
    lines = [f"{reader}　様", "", f"{wareki(today)}現在の、期限のある仕事についてお知らせします。", ""]
    for group, heading, _ in GROUPS:
        found = [item for item in items if item.group == group]
        if found:
            lines += [f"■ {heading}（{len(found)}件）", "", *(line for item in found for line in _lines(item))]
    if more:
        lines += [f"このほか{more}件あります。期限のある仕事の画面で確認してください。", ""]
    return "\n".join([*lines, *_closing(public_url)])


def _lines(item: Item) -> list[str]:
    number = f"（{item.number}）" if item.number else ""
    cause = [f"　　{item.cause_label}"] if item.cause_label else []
    return [f"・{wareki(item.due_on)}まで　{item.kind_label}", f"　　{item.title}{number}", *cause, f"　　{item.url}", ""]


def _closing(public_url: str) -> list[str]:
    return [
        "対応が完了すると、この仕事は自動で完了になります。",
        "所属の全ての期限は、次の画面で確認できます。",
        f"　　{public_url}/duties",
        "",
        "----",
        "このメールは govapi が自動で送信しています。返信には対応できません。",
        "お知らせの受け取り方は、次の画面で変更できます。",
        f"　　{public_url}/me/preferences",
        "",
    ]
