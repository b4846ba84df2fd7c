"""What all pages of a running govapi share: the renderer and the navigation, put together by ``app``."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlmodel import Session

from govapi.people.actor import Actor
from govapi.web.rendering import Pages
from govapi.web.shapes import NavLink

Navigation = Callable[[Session, Actor], Sequence[NavLink]]


@dataclass(frozen=True)
class Site:
    """``navigation`` runs inside the page's read transaction, so that its counts are those of the page."""

    pages: Pages
    navigation: Navigation
    footer: Sequence[NavLink] = ()
