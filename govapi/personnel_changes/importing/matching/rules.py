"""Whom a row means, by 職員番号 and name; and which posts, by the words for the section and the title. Pure."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from govapi.kit.headings import plain
from govapi.kit.text import search_key
from govapi.people.rules import Interval, section_labels
from govapi.personnel_changes.effects.rules import Wish
from govapi.personnel_changes.importing.rules import Entry, EntryFault
from govapi.personnel_changes.rules import BEGINS, Line
from govapi.policy.schema.personnel import MoveField

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Known:
    """A member of staff as the roster has them."""

    staff_number: str
    id: UUID
    name: str
    active: bool


@dataclass(frozen=True, slots=True)
class Place:
    """A department, or a post within one (``title``), with the days on which it exists."""

    id: UUID
    name: str
    within: UUID | None  # the department above, or the department of the post
    interval: Interval
    organ: str = ""

    def on(self, day: date) -> bool:
        return self.interval.start <= day and (self.interval.end is None or day < self.interval.end)


@dataclass
class Chart:
    """The organisation, in which sections and posts are looked up by their words on a day."""

    departments: Sequence[Place]
    posts: Sequence[Place]
    _days: dict[date, Mapping[str, Collection[UUID]]] = field(default_factory=dict)
    _titles: dict[UUID, list[Place]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for post in self.posts:
            assert post.within is not None
            self._titles.setdefault(post.within, []).append(post)

    def sections(self, words: str, day: date) -> Collection[UUID]:
        """The departments that the words may mean: 総務課, 総務部総務課, 市長部局総務部総務課, or as lists of choices call it."""
        if day not in self._days:
            self._days[day] = self._index(day)
        return self._days[day].get(plain(words), ())

    def _index(self, day: date) -> Mapping[str, Collection[UUID]]:
        there = {one.id: one for one in self.departments if one.on(day)}
        found: dict[str, set[UUID]] = defaultdict(set)
        above = {one.id: there[one.within].name if one.within in there else "" for one in there.values()}
        labels = section_labels([(one.id, one.name, above[one.id], one.organ) for one in there.values()])
        for one in there.values():
            for spelling in (one.name, labels[one.id], *_paths(one, there)):
                found[plain(spelling)].add(one.id)
        return found

    def posts_of(self, sections: Collection[UUID], title: str, day: date) -> list[UUID]:
        """The posts of these departments that exist on the day, of this title where one is given."""
        wanted = plain(title)
        there = (post for section in sections for post in self._titles.get(section, ()) if post.on(day))
        return [post.id for post in there if not wanted or plain(post.name) == wanted]

    def titles(self, sections: Collection[UUID], day: date) -> list[str]:
        return list(dict.fromkeys(p.name for section in sections for p in self._titles.get(section, ()) if p.on(day)))


def _paths(one: Place, there: Mapping[UUID, Place]) -> Iterator[str]:
    """総務課 → 総務部総務課, 市長部局総務部総務課."""
    words, above = one.name, one.within
    while above is not None and above in there:
        words, above = f"{there[above].name}{words}", there[above].within
        yield words
    yield f"{one.organ}{words}"


@dataclass
class Matched:
    """The wishes of the rows that were understood, and what is wrong with the others."""

    wishes: list[Wish] = field(default_factory=list)
    faults: list[EntryFault] = field(default_factory=list)


def match(entries: Iterable[Entry], people: Mapping[str, Known], subjects: Collection[str], chart: Chart) -> Matched:
    """``people`` by 職員番号; ``subjects``: the identifiers that are taken."""
    found = Matched()
    hired: dict[str, Entry] = {}
    for entry in entries:
        faults = list(_faults(entry, people, subjects, chart, hired))
        found.faults += faults
        if not faults and entry.kind and entry.effective_on and entry.staff_number and entry.name:
            found.wishes.append(_wish(entry, people, chart))
            if entry.kind.effect == "hire":
                hired[entry.staff_number] = entry
    doubled = list(_doubled(found.wishes))
    again = {one.row for one in doubled}
    found.wishes = [wish for wish in found.wishes if wish.line.row not in again]
    found.faults += doubled
    return found


def _faults(
    entry: Entry, people: Mapping[str, Known], subjects: Collection[str], chart: Chart, hired: Mapping[str, Entry]
) -> Iterator[EntryFault]:
    told = [] if entry.kind is None or not entry.staff_number or not entry.name else [*_who(entry, people, subjects, hired)]
    if entry.kind is not None and entry.effective_on is not None:
        told += _where(entry, chart)
    for name, message in told:
        yield EntryFault(entry.row, name, message)


def _who(
    entry: Entry, people: Mapping[str, Known], subjects: Collection[str], hired: Mapping[str, Entry]
) -> Iterator[tuple[MoveField, str]]:
    assert entry.kind is not None
    person, hires = people.get(entry.staff_number), entry.kind.effect == "hire"
    if person is not None:
        if search_key(person.name) != search_key(entry.name):
            yield "name", "職員番号の職員の氏名と一致しません。職員番号と氏名を確かめてください。"
        elif not person.active and not hires:
            yield "staff_number", "この職員は、使用中でない職員として登録されています。職員の登録を確かめてください。"
        return
    if not hires:
        earlier = hired.get(entry.staff_number)
        if earlier is None:
            yield "staff_number", "この職員番号の職員は、登録されていません。番号を確かめるか、採用の行を先に入れてください。"
        elif search_key(earlier.name) != search_key(entry.name):
            yield "name", f"{earlier.row}行目の採用の氏名と一致しません。"
        return
    if not entry.kana:
        yield "kana", "新しく採用する職員のフリガナを記入してください。"
    if not entry.subject:
        yield "subject", "新しく採用する職員の利用者識別子（サインインに使うもの）を記入してください。"
    elif entry.subject in subjects or any(one.subject == entry.subject for one in hired.values()):
        yield "subject", "この利用者識別子は、ほかの職員に使われています。識別子を確かめてください。"


def _where(entry: Entry, chart: Chart) -> Iterator[tuple[MoveField, str]]:
    assert entry.kind is not None and entry.effective_on is not None
    day, effect = entry.effective_on, entry.kind.effect
    if effect in BEGINS:
        yield from _named("to_department", entry.to_department, "to_post", entry.to_post, chart, day)
        if entry.until is not None and entry.until <= day:
            yield "until", "期間の末日は、発令日以後の日にしてください。"
    if effect == "release" or entry.from_department or entry.from_post:
        before = day if entry.kind.last_day else day - ONE_DAY
        yield from _named(
            "from_department", entry.from_department, "from_post", entry.from_post, chart, before, effect == "release"
        )


def _named(
    section_field: MoveField, section: str, post_field: MoveField, title: str, chart: Chart, day: date, titled: bool = True
) -> Iterator[tuple[MoveField, str]]:
    """What is wrong with the words for a post. ``titled``: a title must be given."""
    if not section:
        yield section_field, "所属を記入してください。"
        return
    found = chart.sections(section, day)
    if not found:
        yield section_field, "この日の組織にない所属です。組織の名称を確かめてください。"
    elif len(found) > 1:
        yield section_field, "同じ名称の所属が複数あります。部の名称から記入してください。"
    elif not title:
        if titled and section_field == "to_department":
            yield post_field, "職名を記入してください。"
    elif not chart.posts_of(found, title, day):
        titles = "、".join(chart.titles(found, day)[:20])
        yield post_field, f"この所属にない職です。この所属の職（{titles}）のいずれかを記入してください。"


def _wish(entry: Entry, people: Mapping[str, Known], chart: Chart) -> Wish:
    assert entry.kind is not None and entry.effective_on is not None
    person, day = people.get(entry.staff_number), entry.effective_on
    line = Line(
        row=entry.row,
        staff_number=person.staff_number if person else entry.staff_number,
        name=person.name if person else entry.name,
        kind=entry.kind.key,
        kind_label=entry.kind.label,
        effect=entry.kind.effect,
        effective_on=day,
        until=entry.until if entry.kind.effect in BEGINS else None,
        person_id=person.id if person else None,
        last_day=entry.kind.last_day,
        kana=entry.kana,
        subject=entry.subject,
        email=entry.email,
        remark=entry.remark,
    )
    before = day if entry.kind.last_day else day - ONE_DAY
    to_posts = chart.posts_of(chart.sections(entry.to_department, day), entry.to_post, day) if line.effect in BEGINS else []
    named = entry.from_department or line.effect == "release"
    from_posts = chart.posts_of(chart.sections(entry.from_department, before), entry.from_post, before) if named else []
    return Wish(line, tuple(to_posts), tuple(from_posts))


def _doubled(wishes: Iterable[Wish]) -> Iterator[EntryFault]:
    """The same line twice, and somebody in two 本務 on one day. 退職 and then 再任用 go together."""
    seen: dict[tuple[object, ...], int] = {}
    for wish in wishes:
        line = wish.line
        principal = {"move": "move", "hire": "hire", "leave": "leave"}.get(line.effect)
        what = (line.effect, wish.to_posts, wish.from_posts)
        clashing = {"move": ("move", "hire", "leave"), "hire": ("move", "hire"), "leave": ("move", "leave")}
        keys = [(line.staff_number, line.first_day, one) for one in (clashing[principal] if principal else (what,))]
        earlier = next((seen[key] for key in keys if key in seen), None)
        seen[line.staff_number, line.first_day, principal or what] = line.row
        if earlier is not None:
            message = (
                f"{earlier}行目に、この職員の同じ日の本務の異動があります。" if principal else f"{earlier}行目と同じ異動です。"
            )
            yield EntryFault(line.row, "staff_number", f"{message}どちらかの行を消すか、直してください。")
