"""What the end of a use sets off: the removal is due, and what was to be done for a running use falls away.

Called by the steps of the use after their transition; what is removed is recorded in ``ending.removals``.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from sqlmodel import Session

from govapi.cloud_services.confirmations import service as confirmations
from govapi.cloud_services.ending.rules import REMOVAL_DAYS, STEPS, Removal
from govapi.cloud_services.needs import service as needs
from govapi.cloud_services.uses.tables import CloudUse
from govapi.duties.service import Obligation, drop_record, plan, settle
from govapi.people.actor import Actor
from govapi.policy.rules import erasure_methods, erasure_proof
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.store import StoredPolicy

REMOVAL = "cloud.removal"


def removal_of(use: CloudUse, policy: PolicySet) -> Removal:
    """How far the removal of a use has come, for the guards: no query."""
    proof = erasure_proof(policy, use.class_code)
    return Removal(
        days={step: getattr(use, f"{step}_on") for step in STEPS},
        waived=use.removal_waived,
        method=use.deletion_method,
        method_note=use.deletion_note,
        proof=bool(use.proof_sha256),
        proof_wanted=proof is not None and (proof.certificate or proof.log_or_photo),
    )


def methods_for(use: CloudUse, policy: PolicySet) -> Mapping[str, str]:
    """The methods of the policy set that delete information of this class from a cloud service: key → label."""
    return {method.key: method.label for method in erasure_methods(policy, "cloud", use.class_code)}


def started(session: Session, actor: Actor, stored: StoredPolicy, use: CloudUse, *, now: datetime, today: date) -> None:
    """After ``start_ending``: the removal is due in thirty days; what a running use owed falls away."""
    label = "利用の終了の手続を始めたため"
    confirmations.close(session, actor, use, label, now=now)
    drop_record(session, actor, use.id, label, now=now)
    needs.tell(session, actor, stored, use, now=now, today=today)
    one = Obligation.about(
        use,
        "cloud_use",
        key=duty_key(use),
        kind=REMOVAL,
        title=f"{use.number}「{use.title}」の終了に伴う情報の消去の確認"[:200],
        on=today + timedelta(days=REMOVAL_DAYS),
        cause="ending",
        cause_label=f"利用の終了の手続を始めた日から{REMOVAL_DAYS}日",
    )
    plan(session, actor, stored.policy, one, now=now, today=today)


def completed(session: Session, actor: Actor, stored: StoredPolicy, use: CloudUse, *, now: datetime, today: date) -> None:
    """After ``complete_ending``: the removal is settled, and nothing of the use is due any more."""
    settle(session, actor, duty_key(use), "利用の終了の確認", now=now)
    drop_record(session, actor, use.id, "利用が終了したため", now=now)
    needs.tell(session, actor, stored, use, now=now, today=today)


def duty_key(use: CloudUse) -> str:
    """One removal a use."""
    return f"{REMOVAL}:{use.id}"
