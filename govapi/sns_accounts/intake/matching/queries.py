"""Reading what rows are matched against: the posts of the town, the accounts already there, uses of cloud services by number."""

from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from sqlmodel import Session, col

from govapi.db.session import owned_columns
from govapi.people.actor import full_title
from govapi.people.queries import holders, posts_on
from govapi.people.rules import Section
from govapi.sns_accounts.intake.matching.rules import Key, KnownPost, keys_of
from govapi.sns_accounts.queries import UseChoices
from govapi.sns_accounts.rules import LIVE
from govapi.sns_accounts.tables import SnsAccount


def posts(session: Session, on: date) -> Sequence[KnownPost]:
    """Every post of the town that exists on that day, with who holds it."""
    there = posts_on(session, on)
    held = holders(session, [post.id for post, _department in there], on)
    return [
        KnownPost(
            post.id,
            post.department_id,
            post.title,
            full_title(department.name, post.title),
            tuple(person.name for person, _appointment in held[post.id]),
        )
        for post, department in there
    ]


def stored(session: Session, handle_keys: Collection[str], url_keys: Collection[str]) -> dict[Key, str]:
    """The accounts that stand under one of these handles or addresses, whoever sees them: the number of each."""
    columns = (col(SnsAccount.platform), col(SnsAccount.handle_key), col(SnsAccount.url_key), col(SnsAccount.number))
    same = col(SnsAccount.handle_key).in_(handle_keys) | col(SnsAccount.url_key).in_(url_keys)
    statement = owned_columns(session, SnsAccount, *columns).where(col(SnsAccount.status).in_(LIVE), same)
    return {
        key: number
        for platform, handle_key, url_key, number in session.execute(statement)
        for key in keys_of(platform, handle_key, url_key)
    }


def uses(session: Session, choices: UseChoices, sections: Collection[Section], on: date) -> dict[tuple[UUID, str], UUID]:
    """The uses of cloud services that hold on that day, by section and number."""
    return {
        (section.id, use.number): use.id
        for section in {one.id: one for one in sections}.values()
        for use in choices(session, section.path, on)
    }
