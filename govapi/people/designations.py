"""指定: posts named for a task from a day on, one after the other, and who holds them. What every room that names posts shares."""

from collections.abc import Callable, Collection, Sequence
from datetime import date, timedelta
from typing import NamedTuple, Protocol, TypeVar
from uuid import UUID

from sqlmodel import Session, col

from govapi.db.session import find, owned_columns
from govapi.kit.errors import Conflict, Invalid, NotFound
from govapi.kit.japan.era import wareki
from govapi.people.actor import full_title
from govapi.people.queries import holders, posts_on
from govapi.people.rules import Interval, displaced, ending_fault, in_the_way
from govapi.people.tables import Department, Post

ONE_DAY = timedelta(days=1)


class Designation(Protocol):
    """A row that names a post: [from_date, to_date), None = open."""

    id: UUID
    post_id: UUID
    from_date: date
    to_date: date | None


Row = TypeVar("Row", bound=Designation)


class Manned(NamedTuple):
    """A post, and who holds it on a day (None: nobody, or there is no such post any more)."""

    post: Post
    department: Department
    name: str | None

    @property
    def title(self) -> str:
        return full_title(self.department.name, self.post.title)

    @property
    def label(self) -> str:
        """As a sentence names it: 健康推進課課長（仮名　健一）."""
        return f"{self.title}（{self.name}）" if self.name else self.title


def manned(session: Session, post_ids: Collection[UUID], on: date, known_on: date | None = None) -> dict[UUID, Manned]:
    """These posts with who holds each on the day, in two queries. Of a day to come, whoever shows it gives today as ``known_on``."""
    if not post_ids:
        return {}
    statement = (
        owned_columns(session, Post, Post, Department)
        .join(Department, col(Department.id) == col(Post.department_id))
        .where(col(Post.id).in_(post_ids))
    )
    rows: list[tuple[Post, Department]] = [(row[0], row[1]) for row in session.execute(statement)]
    there = [post.id for post, _department in rows if post.valid_to is None or post.valid_to > on]
    names = {post_id: pairs[0][0].name for post_id, pairs in holders(session, there, on, known_on).items() if pairs}
    return {post.id: Manned(post, department, names.get(post.id)) for post, department in rows}


def choices(session: Session, department_id: UUID, today: date) -> list[tuple[str, str]]:
    """(id, words) of the posts that may be named, those of the section first, with who holds each today."""
    there = posts_on(session, today)
    held = holders(session, [post.id for post, _department in there], today)
    ranked = sorted(there, key=lambda pair: pair[1].id != department_id)
    return [
        (
            str(post.id),
            full_title(department.name, post.title) + (f"（{held[post.id][0][0].name}）" if held[post.id] else "（欠員）"),
        )
        for post, department in ranked
    ]


def post_to_name(session: Session, post_id: UUID) -> tuple[Post, Department]:
    """The post that somebody has chosen; raises Invalid when there is none."""
    try:
        post = find(session, Post, post_id)
    except NotFound:
        raise Invalid("指定する職を一覧から選んでください。", pointer="/post_id") from None
    return post, find(session, Department, post.department_id)


def interval(row: Designation) -> Interval:
    return Interval(row.from_date, row.to_date)


def make_room(known: Sequence[Row], post: Post, from_date: date, *, role: str, called: Callable[[Row], str]) -> Interval:
    """The days for which a post can be named beside ``known``: until the next that is named already. The open one before ends
    where they begin. ``role``: as what; ``called``: how the post of a row is named in a sentence.

    Raises Conflict, which says who is named already.
    """
    until = min((row.from_date for row in known if row.from_date > from_date), default=None)
    new = Interval(from_date, until)
    if not Interval(post.valid_from, post.valid_to).holds_on(from_date):
        raise Conflict("この職は、指定の始まりの日に存在しません。職の設置と廃止の日を確かめてください。", pointer="/from_date")
    by_interval = {interval(row): row for row in known}
    stands = in_the_way(new, list(by_interval))
    if stands is not None:
        last = "" if stands.end is None else f"{wareki(stands.end)}の前日まで"
        raise Conflict(
            f"{called(by_interval[stands])}が、{wareki(stands.start)}から{last}、既に{role}に指定されています。{role}は、"
            "同じ日に2つ置けません。期間が重ならない日にするか、先の指定を終わらせてください。",
            pointer="/from_date",
        )
    before = displaced(new, list(by_interval))
    if before is not None:
        by_interval[before].to_date = from_date
    return new


def end_after(row: Row, others: Sequence[Row], last_day: date, today: date) -> None:
    """Lets a designation end after its last day; raises Invalid, or Conflict when another one follows before."""
    to_date = last_day + ONE_DAY
    fault = ending_fault(interval(row), to_date, today)
    if fault is not None:
        raise Invalid(fault, pointer="/last_day")
    if any(interval(other).meets(Interval(row.from_date, to_date)) for other in others if other.id != row.id):
        raise Conflict("次の指定が始まる日より後には、延ばせません。次の指定の前日までの日にしてください。", pointer="/last_day")
    row.to_date = to_date


def ended_by(row: Row, known: Sequence[Row]) -> Row | None:
    """The one that ended where ``row`` begins; it goes on when that is taken back."""
    return next((one for one in known if one.to_date == row.from_date and one.id != row.id), None)
