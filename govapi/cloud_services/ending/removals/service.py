"""Recording what was removed, with its proof. Whoever records it last does not complete the end."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlmodel import Session

from govapi import audit
from govapi.audit.changes import apply
from govapi.cloud_services.ending.removals.schemas import MethodOut, RemovalIn, RemovalOut, StepOut
from govapi.cloud_services.ending.rules import STEPS, missing, removal_faults
from govapi.cloud_services.ending.service import methods_for, removal_of
from govapi.cloud_services.uses.service import NEAR, who, worked_on
from govapi.cloud_services.uses.tables import CloudUse
from govapi.files.inspect import Kind
from govapi.files.uploads import ReadyFile
from govapi.kit.errors import Invalid, NotAllowed, WrongState
from govapi.people.actor import Actor
from govapi.policy.schema.policy_set import PolicySet

STATES = ("ending", "ended")
FAULTY = "入力内容に誤りがあります。各項目の説明を確かめて、直してください。"


@dataclass(frozen=True)
class RemovalView:
    """The removal as the page of its use shows it."""

    out: RemovalOut
    may_record: bool
    ended: bool


def view(actor: Actor, use: CloudUse, policy: PolicySet) -> RemovalView | None:
    """For the page of a use: None while it is not ending. No query."""
    if use.status not in STATES:
        return None
    near = actor.is_person and bool(who(actor, use) & NEAR)
    return RemovalView(shape(use, policy), near and use.status == "ending", use.status == "ended")


def record(
    session: Session, actor: Actor, policy: PolicySet, use_id: UUID, given: RemovalIn, expected: int, today: date
) -> CloudUse:
    """Writes down the removal as it stands now; what was written before is replaced."""
    use = in_ending(session, actor, policy, use_id, expected)
    days = {step: getattr(given, f"{step}_on") for step in STEPS}
    waived: dict[str, str] = {step: reason for step in STEPS if (reason := getattr(given, f"{step}_waived"))}
    allowed = methods_for(use, policy)
    faults = removal_faults(days, waived, method=given.method, method_note=given.method_note, allowed=allowed, today=today)
    if faults:
        raise Invalid(FAULTY, errors=list(faults))
    values: dict[str, Any] = {f"{step}_on": day for step, day in days.items()}
    values |= {
        "removal_waived": waived,
        "export_note": given.export_note,
        "deletion_method": given.method,
        "deletion_note": given.method_note,
    }
    changed = apply(use, values)
    if changed:
        _by(use, actor)
        session.flush()
        audit.note(session, actor, "cloud_use", use, "record_removal", f"{use.number}の消去を記録", changed)
    return use


def attach(session: Session, actor: Actor, policy: PolicySet, use_id: UUID, file: ReadyFile) -> CloudUse:
    """Keeps the paper that proves the deletion; an earlier one is replaced, and stays in the trail by its hash."""
    use = in_ending(session, actor, policy, use_id, lock=True)
    changed = apply(use, {"proof_sha256": file.stored.sha256, "proof_filename": file.name})
    _by(use, actor)
    session.flush()
    audit.note(session, actor, "cloud_use", use, "attach_proof", f"削除の証明「{file.name}」を登録", changed)
    return use


def _by(use: CloudUse, actor: Actor) -> None:
    use.removal_by, use.removal_name = actor.person_id, actor.name


def in_ending(
    session: Session, actor: Actor, policy: PolicySet, use_id: UUID, expected: int | None = None, *, lock: bool = False
) -> CloudUse:
    """The use, if this person may record its removal now; held until the commit by one who does (``expected`` or ``lock``)."""
    if actor.person_id is None:
        raise NotAllowed("情報の消去を記録できるのは職員だけです。連携システムからは行えません。")
    use = worked_on(session, actor, policy, use_id, expected, lock=lock)
    if use.status != "ending":
        raise WrongState("情報の消去を記録できるのは、終了の手続の間だけです。先に「利用の終了」の手続を始めてください。")
    return use


def shape(use: CloudUse, policy: PolicySet) -> RemovalOut:
    """The removal as it stands: no query."""
    state = removal_of(use, policy)
    methods = methods_for(use, policy)
    known = {method.key: method.label for method in policy.erasure.methods}
    return RemovalOut(
        use_id=use.id,
        steps=[
            StepOut(step=step, label=label, done_on=state.days[step], waived=state.waived.get(step, ""))
            for step, label in STEPS.items()
        ],
        export_note=use.export_note,
        method=use.deletion_method,
        method_label=known.get(use.deletion_method, use.deletion_method),
        method_note=use.deletion_note,
        methods=[MethodOut(key=key, label=label) for key, label in methods.items()],
        proof_filename=use.proof_filename,
        proof_sha256=use.proof_sha256,
        proof_wanted=state.proof_wanted,
        recorded_name=use.removal_name,
        missing=missing(state),
    )


def media_type(use: CloudUse) -> str:
    """What the proof is, by the name it was given from its content."""
    return next(kind.media_type for kind in Kind if use.proof_filename.endswith(kind.extension))
