"""ソーシャルメディア: the services, what may be published and who approves it, what is checked, what to do when an account is taken."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from govapi.policy.schema.base import ClassCode, Key, Label, Part, Rule, Sentence, by_key
from govapi.policy.schema.questions import Choice

Days = Annotated[int, Field(ge=1, le=3650)]
Hours = Annotated[int, Field(ge=0, le=1000)]
Host = Annotated[str, Field(pattern=r"^[a-z0-9-]+(\.[a-z0-9-]+)+$", max_length=100)]


class Approver(StrEnum):
    """Who approves a post before it is published, from light to heavy."""

    OPERATOR = "operator"
    DEPUTY = "deputy"
    OFFICER = "officer"
    PUBLIC_RELATIONS = "public_relations"

    @property
    def rank(self) -> int:
        return list(Approver).index(self)

    @property
    def label(self) -> str:
        return _APPROVERS[self]


_APPROVERS = {
    "operator": "運用担当者",
    "deputy": "副責任者",
    "officer": "責任者",
    "public_relations": "広報主管課の長",
}


class Platform(Rule):
    """A social media service (X, LINE …).

    ``hosts``: names for one and the same address, the first is the one written; `www.`, `m.` and `mobile.` are read as the name
    behind them. ``separate_hosts``: further names with paths of their own (short addresses).
    """

    key: Key
    label: Label
    hosts: Annotated[tuple[Host, ...], Field(min_length=1)]
    separate_hosts: tuple[Host, ...] = ()
    address: Annotated[str, Field(max_length=200)] = ""
    """`https://x.com/{handle}`; empty where the address does not follow from the handle."""
    handle_prefix: Annotated[str, Field(max_length=5)] = ""
    handle_pattern: Annotated[str, Field(max_length=200)] = ""
    """A regular expression for the handle without its prefix; empty: any."""
    case_sensitive: bool = False
    """Whether handle and path differ in upper and lower case."""
    query_keys: tuple[Annotated[str, Field(pattern=r"^[A-Za-z0-9_]{1,40}$")], ...] = ()
    """Parts of the query that name the account; everything else behind `?` is dropped."""


class Category(Rule):
    """発信できる情報. ``approved_by``: who approves such a post; ``also_on_site``: it must stand on the official site as well."""

    key: Key
    label: Label
    examples: Sentence
    approved_by: Approver
    also_on_site: bool = False
    emergency: bool = False
    """Approved beforehand: may go out off hours by the operators, and is reported afterwards."""


class Prohibition(Rule):
    """What no account may ever publish; always shown. ``about``: what is asked about a post and decides that it meets this one."""

    key: Key
    label: Label
    because: Sentence
    about: Literal["class", "personal", "other"] = "other"


class OnSite(Rule):
    """From which availability on information must stand on the official site as well."""

    label: Label
    because: Sentence
    availability_at_least: Annotated[int, Field(ge=1, le=9)]


class Scope(Rule):
    """That only what is listed as 発信できる情報 is published."""

    label: Label


class Setting(Choice):
    """How an account is set up. ``good``: as it should be."""

    good: bool = True


class SnsCheck(Rule):
    """A check on an account: before it opens, at the yearly review, or both. ``good``: the answer that needs no explanation."""

    key: Key
    label: Label
    help: str = ""
    at: Annotated[tuple[Literal["opening", "review"], ...], Field(min_length=1)]
    good: bool = True
    required: bool = True
    """Before opening: the account does not open while it is not as it should be."""
    takes_information: Literal[True] | None = None
    outsourced: Literal[True] | None = None


class PlaybookStep(Rule):
    key: Key
    label: Label
    help: str = ""
    within_hours: Hours
    evidence: bool = False
    """A file (screen, mail, receipt) or an address is to be kept."""


class Playbook(Rule):
    """What is done, in order, when an account is taken over (hijack) or imitated (impersonation)."""

    key: Literal["hijack", "impersonation"]
    label: Label
    steps: Annotated[tuple[PlaybookStep, ...], Field(min_length=1)]


class Dormancy(Rule):
    """休眠: days without a post until the section is warned, and until 休止 is proposed."""

    warn_after_days: Days
    idle_after_days: Days


class Sns(Part):
    """What a municipality decides about its social media accounts."""

    platforms: Annotated[tuple[Platform, ...], Field(min_length=1)]
    categories: Annotated[tuple[Category, ...], Field(min_length=1)]
    prohibitions: Annotated[tuple[Prohibition, ...], Field(min_length=1)]
    highest_class: ClassCode | None = None
    """The highest class that may be published (機密性１); None: nothing may be. What is personal is never published."""
    scope: Scope
    on_site: OnSite
    takes: tuple[Choice, ...]
    """Kinds of information an account may take from residents: DM, 相談, 申請, アンケート."""
    mfa_kinds: tuple[Setting, ...]
    login_methods: tuple[Setting, ...]
    recovery_kinds: tuple[Setting, ...]
    checks: tuple[SnsCheck, ...]
    review_every_months: Annotated[int, Field(ge=1, le=60)]
    terms_every_months: Annotated[int, Field(ge=1, le=60)]
    """How often the terms of a service are read again."""
    dormancy: Dormancy
    playbooks: tuple[Playbook, ...]
    procedure_kind: Key
    """The kind of regulation (規程の種類) under which the 運用手順 of an account is kept; it is not public."""
    policy_kind: Key
    """The kind of regulation under which the 運用方針 of an account is kept; it is public."""

    def platform(self, key: str) -> Platform:
        """KeyError when there is none."""
        return by_key(self.platforms, key)

    def category(self, key: str) -> Category:
        """KeyError when there is none."""
        return by_key(self.categories, key)

    def playbook(self, key: str) -> Playbook:
        """KeyError when there is none."""
        return by_key(self.playbooks, key)
