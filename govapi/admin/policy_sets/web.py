"""The pages that show the policy set in force: what the town decides for itself, and what it has not yet confirmed."""

from collections.abc import Mapping
from datetime import date

from litestar import Response
from sqlmodel import Session

from govapi.admin.policy_sets import cloud_words, sns_words, words
from govapi.documents.regulations.queries import InForce, governing
from govapi.people.actor import DUTIES
from govapi.policy import store
from govapi.policy.confirmation import Unconfirmed, unconfirmed
from govapi.policy.outline import SECTION_LABELS
from govapi.policy.schema.cloud import REGISTRY_LABELS
from govapi.policy.schema.policy_set import PolicySet
from govapi.web.door import WebDoor
from govapi.web.routes import page

VERSIONS = 20
SCOPES = {
    "own_section": "所属",
    "own_bureau": "所属する部局",
    "own_organ": "所属する機関",
    "all_staff": "全職員",
    "duties_only": "職務を持つ者のみ",
}


def _by_section(rules: tuple[Unconfirmed, ...]) -> list[tuple[str, list[Unconfirmed]]]:
    """「委託先評価」 and the rules of it, in the order of the policy set."""
    groups: dict[str, list[Unconfirmed]] = {}
    for rule in rules:
        groups.setdefault(SECTION_LABELS[rule.pointer.split("/")[1]], []).append(rule)
    return list(groups.items())


def _rests(session: Session, door: WebDoor, policy: PolicySet, on: date) -> Mapping[str, InForce | None]:
    """The regulation in force on which each part of the policy set rests; None: 未整備."""
    kinds = policy.regulating.kinds
    found = governing(session, policy, kinds, on, actor=door.actor)
    return {part: found.get(kind.key) for kind in kinds for part in kind.covers}


@page("/admin/policy")
def overview(door: WebDoor) -> Response[bytes]:
    today = door.parts.clock.today()
    with door.reading() as session:
        found = store.current(session, today)
        rests = _rests(session, door, found.policy, today)
        versions = store.listed(session, limit=VERSIONS, cursor=None).items
    return door.page(
        "admin/policy.html",
        policy=found.policy,
        version=found.version,
        versions=versions,
        unconfirmed=_by_section(unconfirmed(found.policy)),
        duties=DUTIES,
        scopes=SCOPES,
        rests=rests,
    )


@page("/admin/policy/assessing")
def assessing(door: WebDoor) -> Response[bytes]:
    """Tiers, check sheets, kinds of evidence and what opens a review."""
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = store.current(session, today).policy
        rests = _rests(session, door, policy, today)
    return door.page(
        "admin/policy_assessing.html",
        policy=policy,
        reasons={tier.code: words.reasons(policy, tier) for tier in policy.assessing.tiers},
        asked={sheet.key: words.asked(policy, sheet) for sheet in policy.assessing.sheets},
        covered=words.covered(policy),
        validity=words.validity,
        on_site=words.ON_SITE,
        decided_by=words.DECIDED_BY,
        rests=rests,
    )


@page("/admin/policy/monitoring")
def monitoring(door: WebDoor) -> Response[bytes]:
    """How a method of procurement binds, the times of duties, reports and incidents."""
    with door.reading() as session:
        policy = store.current(session, door.parts.clock.today()).policy
    return door.page("admin/policy_monitoring.html", policy=policy, applies=words.APPLIES, serious=words.SERIOUS)


@page("/admin/policy/cloud")
def cloud(door: WebDoor) -> Response[bytes]:
    """What may be used for which information, from where; what an application and the yearly confirmation ask."""
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = store.current(session, today).policy
        rests = _rests(session, door, policy, today)
    return door.page(
        "admin/policy_cloud.html",
        policy=policy,
        rests=rests,
        outcomes=cloud_words.outcomes(policy),
        short=cloud_words.SHORT,
        tones=cloud_words.TONES,
        fields=REGISTRY_LABELS,
        answers=cloud_words.answers,
        raised=cloud_words.raised,
        asked_when=cloud_words.asked_when,
    )


@page("/admin/policy/sns")
def sns(door: WebDoor) -> Response[bytes]:
    """What may be published, who approves it, what is checked, and what is done when an account is taken."""
    today = door.parts.clock.today()
    with door.reading() as session:
        policy = store.current(session, today).policy
        rests = _rests(session, door, policy, today)
    return door.page(
        "admin/policy_sns.html", policy=policy, rests=rests, moments=sns_words.MOMENTS, highest=sns_words.highest(policy)
    )


@page("/admin/policy/personnel")
def personnel(door: WebDoor) -> Response[bytes]:
    """How the list of moves is read, and what both sides of a handover confirm."""
    with door.reading() as session:
        policy = store.current(session, door.parts.clock.today()).policy
    return door.page(
        "admin/policy_personnel.html",
        policy=policy,
        effects=sns_words.EFFECTS,
        fields=sns_words.FIELDS,
        sides=sns_words.SIDES,
    )


ROUTES = [overview, assessing, monitoring, cloud, sns, personnel]
