"""The public list and its answers, the same for the page, the JSON and the files that are handed to the town's site."""

from collections.abc import Sequence
from datetime import date
from hashlib import sha256

from sqlmodel import Session

from govapi.people.queries import municipality
from govapi.policy.platforms import normal_url
from govapi.policy.schema.policy_set import PolicySet
from govapi.sns_accounts.public_list import queries
from govapi.sns_accounts.public_list.rules import ADVICE, LABELS, SHOWN, Standing, verdict
from govapi.sns_accounts.public_list.schemas import OfficialAccountOut, OfficialAccountsOut, OfficialCheckOut
from govapi.sns_accounts.tables import SnsAccount


def official(session: Session, policy: PolicySet, today: date) -> OfficialAccountsOut:
    """The list of the town whose session this is."""
    items = _shapes(session, policy, queries.listed(session), today)
    order = {one.key: at for at, one in enumerate(policy.sns.platforms)}
    items.sort(key=lambda one: order.get(one.platform, len(order)))
    return OfficialAccountsOut(municipality=municipality(session).name, items=items)


def check(session: Session, policy: PolicySet, address: str, today: date) -> OfficialCheckOut:
    """Whether the account at this address is the town's own: yes, no, or once was. What is no web address at all is none."""
    key = normal_url(policy.sns.platforms, address)
    rows = queries.at_address(session, key) if key else []
    answer = verdict([Standing(row.status, row.opened_on is not None) for row in rows])
    if answer == "no" and key in {normal_url(policy.sns.platforms, url) for url in queries.left(session)} - {None}:
        answer = "once"  # whoever takes a handle that was given up must not pass for the town
    told = [row for row in rows if row.status in SHOWN and row.public]
    shapes = _shapes(session, policy, told, today)
    return OfficialCheckOut(
        answer=answer, answer_label=LABELS[answer], advice=ADVICE[answer], account=shapes[0] if shapes else None
    )


def _shapes(session: Session, policy: PolicySet, rows: Sequence[SnsAccount], today: date) -> list[OfficialAccountOut]:
    """Field by field: nothing of a row gets out by being added to the table."""
    sections, policies = queries.sections(session, rows), queries.policies(session, rows, today)
    labels = {one.key: one.label for one in policy.sns.platforms}
    shapes = []
    for row in rows:
        text = policies.get(row.id)
        shapes.append(
            OfficialAccountOut(
                platform=row.platform,
                platform_label=labels.get(row.platform, row.platform),
                name=row.name,
                handle=row.handle,
                url=row.url,
                section=sections.get(row.department_id, ""),
                purpose=row.purpose,
                opened_on=row.opened_on,
                status="active" if row.status == "active" else "paused",
                status_label=SHOWN[row.status],
                policy_url=text.url if text else "",
                policy_edition=text.edition if text else "",
                policy_effective_on=text.effective_on if text else None,
            )
        )
    return shapes


def etag_of(content: bytes) -> str:
    """The strong ETag of what is handed out."""
    return f'"{sha256(content).hexdigest()}"'
