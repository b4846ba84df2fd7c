"""The shapes a page is given: what the layout and the macros read. A room's web door fills them; templates only show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

Tone = Literal["", "info", "good", "warn", "danger"]
Mark = Literal["済", "代決", "専決", "後閲", "差戻し", "引戻し", "否決"]


@dataclass(frozen=True)
class NavLink:
    """One entry of the global navigation; ``key`` is what a page names in ``{% set section = "…" %}``."""

    key: str
    label: str
    url: str
    count: int | None = None


@dataclass(frozen=True)
class Flash:
    """One message shown once at the top of the next page."""

    text: str
    tone: Tone = "good"


@dataclass(frozen=True)
class Frame:
    """What surrounds every page. ``person_name`` is None before sign-in; then navigation and sign-out are not shown."""

    town: str
    version: str
    csrf_token: str = ""
    csrf_field: str = "_csrf_token"
    fiscal_year: int | None = None
    person_name: str | None = None
    post_title: str | None = None
    navigation: Sequence[NavLink] = ()
    flashes: Sequence[Flash] = ()
    home_url: str = "/"
    sign_out_url: str = "/auth/sign-out"
    footer_links: Sequence[NavLink] = ()


@dataclass(frozen=True)
class ActionButton:
    """One action on a record. ``blocked_because`` (Japanese) greys the button and stands beside it; "" means it may be pressed.

    ``needs_reason`` opens a text area named ``reason``; ``confirm`` is asked in a dialog where JavaScript is on.
    ``asks`` makes it a link to a page with its own form; ``fields`` are further hidden fields of the button's form.
    """

    label: str
    url: str
    blocked_because: str = ""
    needs_reason: bool = False
    tone: Literal["", "primary", "danger"] = ""
    hint: str = ""
    confirm: str = ""
    reason_label: str = "理由"
    asks: bool = False
    fields: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True)
class StepState:
    """One state in the stepper."""

    label: str
    state: Literal["done", "current", "todo", "stopped"] = "todo"
    on: date | None = None


@dataclass(frozen=True)
class RouteStep:
    """One box of the 回議 route: who (post and name of that day) did what, when. ``mark`` is None while it is waited for."""

    kind: str
    post: str
    name: str | None = None
    on: date | None = None
    mark: Mark | None = None
    current: bool = False
    note: str = ""


@dataclass(frozen=True)
class TimelineEntry:
    """One event of a record's life, newest first in a timeline."""

    at: datetime
    what: str
    who: str
    reason: str = ""
    tone: Tone = ""


@dataclass(frozen=True)
class Tab:
    """A tab is a link to another page about the same record."""

    label: str
    url: str
    current: bool = False
    count: int | None = None
