"""The pages that show the policy set in force: what the town decides for itself, and what it has not yet confirmed."""

from litestar import Response

from govapi.admin.policy_sets import words
from govapi.people.actor import DUTIES
from govapi.policy import store
from govapi.policy.confirmation import Unconfirmed, unconfirmed
from govapi.policy.outline import SECTION_LABELS
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


@page("/admin/policy")
def overview(door: WebDoor) -> Response[bytes]:
    with door.reading() as session:
        found = store.current(session, door.parts.clock.today())
        versions = store.listed(session, limit=VERSIONS, cursor=None).items
    return door.page(
        "admin/policy.html",
        policy=found.policy,
        version=found.version,
        versions=versions,
        unconfirmed=_by_section(unconfirmed(found.policy)),
        duties=DUTIES,
        scopes=SCOPES,
    )


@page("/admin/policy/assessing")
def assessing(door: WebDoor) -> Response[bytes]:
    """Tiers, check sheets, kinds of evidence and what opens a review."""
    with door.reading() as session:
        policy = store.current(session, door.parts.clock.today()).policy
    return door.page(
        "admin/policy_assessing.html",
        policy=policy,
        reasons={tier.code: words.reasons(policy, tier) for tier in policy.assessing.tiers},
        asked={sheet.key: words.asked(policy, sheet) for sheet in policy.assessing.sheets},
        covered=words.covered(policy),
        validity=words.validity,
        on_site=words.ON_SITE,
        decided_by=words.DECIDED_BY,
    )


@page("/admin/policy/monitoring")
def monitoring(door: WebDoor) -> Response[bytes]:
    """How a method of procurement binds, the times of duties, reports and incidents."""
    with door.reading() as session:
        policy = store.current(session, door.parts.clock.today()).policy
    return door.page("admin/policy_monitoring.html", policy=policy, applies=words.APPLIES, serious=words.SERIOUS)


ROUTES = [overview, assessing, monitoring]
