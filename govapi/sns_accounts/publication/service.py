"""The answer for one account: what the policy set says, how the account stands, and who holds today the post that approves."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from govapi.people.designations import manned
from govapi.people.queries import posts_on
from govapi.policy.publishing import PostFacts, Reason, publication
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.schema.sns import Approver, Category
from govapi.sns_accounts.officers import queries as officers
from govapi.sns_accounts.publication.schemas import (
    SnsApproverHolderOut,
    SnsApproverOut,
    SnsProhibitionOut,
    SnsPublicationCheckIn,
    SnsPublicationOut,
    SnsPublicationReasonOut,
)
from govapi.sns_accounts.tables import SnsAccount
from govapi.sns_accounts.workflow import SNS_ACCOUNT

# While it is being closed an account still tells its followers so.
PUBLISHING = ("active", "closing")
HEAD_OF_PUBLIC_RELATIONS = frozenset({"public_relations", "section_security_manager"})

Approvers = dict[Approver, SnsApproverOut]


@dataclass(frozen=True)
class PublicationTable:
    """発信可否早見表 of an account: its categories, who approves for it today, and ``elsewhere`` the categories that other accounts
    may publish, this one not."""

    categories: Sequence[Category]
    approvers: Sequence[SnsApproverOut]
    elsewhere: Sequence[Category]
    prohibitions: Sequence[SnsProhibitionOut]

    @property
    def urgent(self) -> Sequence[Category]:
        """What goes out in an emergency as approved beforehand."""
        return [one for one in self.categories if one.emergency]


def check(session: Session, row: SnsAccount, policy: PolicySet, given: SnsPublicationCheckIn, today: date) -> SnsPublicationOut:
    """Whether it may be published here, who approves it, and whether it must stand on the official site. The caller has checked
    that the account may be seen."""
    found = publication(policy, row.categories, PostFacts(**given.model_dump()))
    standing = _standing(policy, row)
    approver = None if standing or found.approved_by is None else approvers(session, row, today)[found.approved_by]
    return SnsPublicationOut(
        publishable=found.publishable and not standing,
        reasons=[SnsPublicationReasonOut.model_validate(one, from_attributes=True) for one in (*standing, *found.reasons)],
        approver=approver,
        also_on_site=found.also_on_site,
        afterwards=found.afterwards and not standing,
        prohibitions=prohibitions(policy),
    )


def table(session: Session, row: SnsAccount, policy: PolicySet, today: date) -> PublicationTable:
    """発信可否早見表 of an account, with the names of today."""
    mine = [one for one in policy.sns.categories if one.key in row.categories]
    asked = {one.approved_by for one in mine} | {Approver.OPERATOR for one in mine if one.emergency}
    found = approvers(session, row, today)
    return PublicationTable(
        categories=mine,
        approvers=[found[role] for role in reversed(Approver) if role in asked],
        elsewhere=[one for one in policy.sns.categories if one.key not in row.categories],
        prohibitions=prohibitions(policy),
    )


def prohibitions(policy: PolicySet) -> list[SnsProhibitionOut]:
    """What no account may ever publish."""
    return [
        SnsProhibitionOut(key=one.key, label=one.label, because=one.because, source_label=one.source.label)
        for one in policy.sns.prohibitions
    ]


def approvers(session: Session, row: SnsAccount, today: date) -> Approvers:
    """Who approves for this account today, role by role."""
    named = officers.current(session, [row.id], today)[row.id]
    holders = {
        role: [SnsApproverHolderOut(post_title=one.title, name=one.name) for one in named if one.role == role.value]
        for role in (Approver.OPERATOR, Approver.DEPUTY, Approver.OFFICER)
    }
    holders[Approver.PUBLIC_RELATIONS] = _heads(session, today)
    return {role: _approver(role, found) for role, found in holders.items()}


def _heads(session: Session, today: date) -> list[SnsApproverHolderOut]:
    heads = [post.id for post, _section in posts_on(session, today) if {*post.duties} >= HEAD_OF_PUBLIC_RELATIONS]
    return [SnsApproverHolderOut(post_title=one.title, name=one.name) for one in manned(session, heads, today).values()]


def _approver(role: Approver, holders: list[SnsApproverHolderOut]) -> SnsApproverOut:
    if any(one.name for one in holders):
        vacancy = ""
    elif role is Approver.PUBLIC_RELATIONS:
        vacancy = "広報主管課の長がいません。発令を確かめてください。承認を受けるまでは、発信できません。"
    else:
        vacancy = (
            f"{role.label}がいません。職を指定し、その職に職員がいることを確かめてください。承認を受けるまでは、発信できません。"
        )
    return SnsApproverOut(role=role.value, label=role.label, holders=holders, vacancy=vacancy)


def _standing(policy: PolicySet, row: SnsAccount) -> list[Reason]:
    """Why nothing at all may be published on the account today."""
    if row.status in PUBLISHING:
        return []
    because = f"このアカウントは「{SNS_ACCOUNT.labels[row.status]}」です。運用中のアカウントでなければ、発信できません。"
    scope = policy.sns.scope
    return [Reason("status", "アカウントの状態", because, scope.source.basis, scope.source.label)]
