"""What a list does to 発令, played through day by day: whom it ends, whom it begins, and which lines cannot stand. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby
from uuid import UUID

from govapi.people.rules import Holding, Interval, appointment_fault
from govapi.personnel_changes.rules import BEGINS, Line

ADD_LEAVER = "前任者の異動を一覧に入れるか、先にその発令を終わらせてください。"


@dataclass(slots=True)
class Term:
    """One 発令 as the list finds it (``id``) or makes it. ``by``, ``ended_by``: the rows of the lines that began, ended it."""

    id: UUID | None
    person_id: UUID
    post_id: UUID
    kind: str
    start: date
    end: date | None
    by: int | None = None
    ended_by: int | None = None
    was: date | None = None  # the end before ``ended_by``

    def covers(self, day: date) -> bool:
        """Whether it would run on beyond the day: begun before, not ended by then."""
        return self.start < day and (self.end is None or self.end > day)

    def holds(self, day: date) -> bool:
        return self.start <= day and (self.end is None or self.end > day)

    @property
    def holding(self) -> Holding:
        return Holding(self.person_id, self.post_id, self.kind, Interval(self.start, self.end))


@dataclass(frozen=True)
class Wish:
    """A line and the posts that its words may mean, where there are several of one title: the first that is free is taken."""

    line: Line
    to_posts: Sequence[UUID] = ()
    from_posts: Sequence[UUID] = ()  # () : nothing is said about the post before
    kept: bool = False  # stood in the edition before: what it began is there; it ends what goes on anew

    def means(self, line: Line) -> bool:
        """Whether a line of the edition before is the same."""
        if self.line.root != line.root:
            return False
        if line.effect == "release":
            return line.from_post_id in self.from_posts
        return line.to_post_id is None or line.to_post_id in self.to_posts


def fixed(line: Line) -> Wish:
    """A line whose posts are settled."""
    released = line.from_post_id is not None and line.effect == "release"
    return Wish(
        line, (line.to_post_id,) if line.to_post_id else (), (line.from_post_id,) if released and line.from_post_id else ()
    )


@dataclass(frozen=True)
class LineFault:
    """Why a line cannot stand: its row and the field whose cell is shown. Row 0: no line of the list, but one it lacks."""

    row: int
    field: str
    message: str
    stays: UUID | None = None  # who does not leave


@dataclass
class Played:
    """What the list does: its lines with their posts, the 発令 it begins and ends, the lines that change nothing, the faults."""

    lines: list[Line] = field(default_factory=list)
    begun: list[Term] = field(default_factory=list)
    ended: list[Term] = field(default_factory=list)
    idle: set[int] = field(default_factory=set)
    faults: list[LineFault] = field(default_factory=list)


def _first(terms: Sequence[Term]) -> UUID | None:
    """The post that a line leaves: the 本務 where there are several."""
    return next((term.post_id for term in sorted(terms, key=lambda term: term.kind != "principal")), None)


class Stage:
    """The 発令 of the town, on which a list is played. ``posts``: when each exists; ``names``: of people, for the sentences."""

    def __init__(self, terms: Iterable[Term], posts: Mapping[UUID, Interval], names: Mapping[UUID, str]) -> None:
        self._of_person: dict[UUID, list[Term]] = defaultdict(list)
        self._of_post: dict[UUID, list[Term]] = defaultdict(list)
        self._posts, self._names = posts, names
        for term in terms:
            self._add(term)

    def _add(self, term: Term) -> None:
        self._of_person[term.person_id].append(term)
        self._of_post[term.post_id].append(term)

    def of_post(self, post_id: UUID) -> Sequence[Term]:
        return self._of_post[post_id]

    def of_person(self, person_id: UUID) -> Sequence[Term]:
        return self._of_person[person_id]

    def play(self, wishes: Iterable[Wish]) -> Played:
        """Day by day, in the order of the list: first whoever leaves, then whoever comes."""
        found = Played()
        in_order = sorted(wishes, key=lambda wish: (wish.line.first_day, wish.line.row))
        for _day, group in groupby(in_order, key=lambda wish: wish.line.first_day):
            of_day = list(group)
            going_on = [(wish, left) for wish, left in ((wish, self._end(wish, found)) for wish in of_day) if left is not None]
            for wish, left in going_on:
                self._begin(wish, left, found)
        found.lines.sort(key=lambda line: line.row)
        return found

    def _end(self, wish: Wish, found: Played) -> list[Term] | None:
        """Ends what the line ends, and gives it; None when the line is done with (nothing begins, or it is at fault)."""
        line = wish.line
        held = [term for term in self._of_person[line.holder] if term.covers(line.first_day)]
        principal = [term for term in held if term.kind == "principal"]
        if wish.kept:
            self._close({"move": principal, "leave": held}.get(line.effect, []), line, found)
            return None
        if wish.from_posts and not any(term.post_id in wish.from_posts for term in held):
            found.faults.append(LineFault(line.row, "from_post", self._not_held(held)))
            return None
        if line.effect == "move" and any(term.post_id in wish.to_posts for term in principal) and line.until is None:
            found.idle.add(line.row)
            found.lines.append(replace(line, to_post_id=principal[0].post_id))
            return None
        ending = {"move": principal, "leave": held, "release": self._released(wish, held)}.get(line.effect, [])
        if line.effect == "release" and not ending:
            message = (
                "この職員は、この日に、この職の兼務、事務取扱又は職務代理に就いていません。旧所属と旧職名を確かめてください。"
            )
            found.faults.append(LineFault(line.row, "from_post", message))
            return None
        self._close(ending, line, found)
        if line.effect in BEGINS:
            return ending
        if not ending:
            found.idle.add(line.row)
        found.lines.append(replace(line, from_post_id=_first(ending)))
        return None

    @staticmethod
    def _close(terms: Iterable[Term], line: Line, found: Played) -> None:
        for term in terms:
            term.was, term.end, term.ended_by = term.end, line.first_day, line.row
            found.ended.append(term)

    @staticmethod
    def _released(wish: Wish, held: Sequence[Term]) -> list[Term]:
        return [term for term in held if term.kind != "principal" and term.post_id in wish.from_posts][:1]

    def _not_held(self, held: Sequence[Term]) -> str:
        if not held:
            return "この職員は、この日の前日に、どの職にも就いていません。旧所属と旧職名を確かめてください。"
        return "この職員がこの日の前日に就いている職と異なります。旧所属と旧職名を確かめてください。"

    def _begin(self, wish: Wish, left: Sequence[Term], found: Played) -> None:
        line = wish.line
        faults = []
        for post_id in wish.to_posts:
            term = Term(None, line.holder, post_id, BEGINS[line.effect], line.effective_on, line.until, by=line.row)
            fault = self._fault(term)
            if fault is None:
                self._add(term)
                found.begun.append(term)
                found.lines.append(replace(line, from_post_id=_first(left), to_post_id=post_id))
                return
            faults.append(fault)
        found.faults += faults[:1]

    def _fault(self, new: Term) -> LineFault | None:
        """Why the 発令 cannot begin; of two that cannot stand together, the later row of the list is told."""
        assert new.by is not None
        others = [*self._of_person[new.person_id], *(t for t in self._of_post[new.post_id] if t.person_id != new.person_id)]
        sentence = appointment_fault(new.holding, [other.holding for other in others], self._posts[new.post_id])
        if sentence is None:
            return None
        meeting = [t for t in others if t.kind == "principal" and t.holding.interval.meets(new.holding.interval)]
        if new.kind == "principal" and meeting:
            other = next((t for t in meeting if t.person_id == new.person_id), meeting[0])
            return self._told(new.by, other, twice=other.person_id == new.person_id)
        return LineFault(new.by, "to_post", sentence)

    def _told(self, row: int, other: Term, *, twice: bool) -> LineFault:
        name = self._names.get(other.person_id, "")
        where = f"{other.by}行目" if other.by else ""
        if twice:
            message = "同じ期間に、この職員の本務が二つになります。" + (
                f"{where}と重なっています。どちらかの行を消すか、兼務にしてください。"
                if where
                else "既に登録された発令と重なっています。発令を確かめてください。"
            )
            return LineFault(row, "to_post", message)
        if where:
            return LineFault(
                row, "to_post", f"{where}の「{name}」と同じ職になります。本務の職員を同じ職に二人置くことはできません。"
            )
        message = f"この職には、この日に「{name}」が本務で就いています。{ADD_LEAVER}"
        return LineFault(row, "to_post", message, other.person_id)

    def recheck(self, restored: Iterable[Term]) -> list[LineFault]:
        """The faults of 発令 that go on because the lines that ended them fell away: told at whoever was to follow."""
        faults = []
        for term in restored:
            if term.kind != "principal":
                continue
            for other in self._of_post[term.post_id]:
                meets = other.holding.interval.meets(term.holding.interval)
                if other is not term and other.kind == "principal" and other.by is not None and meets:
                    faults.append(self._told(other.by, replace(term, by=None), twice=False))
        return faults
