"""The API's door to the policy sets: all staff may read what decides over their contracts."""

from typing import Annotated
from uuid import UUID

from litestar.params import Parameter

from govapi.admin.policy_sets.schemas import (
    ConfirmIn,
    DifferencesOut,
    PolicyCheckOut,
    PolicyFaultOut,
    PolicySetDetail,
    PolicySetFilesIn,
    PolicySetFilesOut,
    PolicySetIn,
    PolicySetOut,
    UnconfirmedOut,
)
from govapi.edge.answers import Answer, answer
from govapi.edge.door import Door
from govapi.edge.routes import acts, creates, reads
from govapi.edge.shapes import Cursor, Limit, Listing
from govapi.policy import service, store
from govapi.policy.confirmation import unconfirmed
from govapi.policy.differences import differences
from govapi.policy.faults import FaultyPolicy
from govapi.policy.loading import dump, parse

TAG = "方針セット"
READ, WRITE = "policy-sets:read", "policy-sets:write"

PolicySetId = Annotated[UUID, Parameter(description="方針セットの版の id")]


@reads("/policy-sets", "listPolicySets", "方針セットの版の一覧（新しい順）", tag=TAG, scope=READ)
def list_policy_sets(door: Door, limit: Limit = 50, cursor: Cursor = None) -> Answer[Listing[PolicySetOut]]:
    with door.reading() as session:
        page = store.listed(session, limit=limit, cursor=cursor)
        items = [PolicySetOut.model_validate(row) for row in page.items]
        return answer(Listing(items=items, next_cursor=page.next_cursor))


@reads("/policy-sets/current", "getCurrentPolicySet", "今日施行中の方針セットを見る", tag=TAG, scope=READ)
def get_current(door: Door) -> Answer[PolicySetDetail]:
    with door.reading() as session:
        found = store.current(session, door.parts.clock.today())
        return answer(PolicySetDetail.model_validate(store.stored(session, found.id)[0]), version=found.version)


@creates("/policy-sets", "importPolicySet", "方針セットを次の版として取り込む", tag=TAG, scope=WRITE)
def import_policy_set(door: Door, data: PolicySetIn) -> Answer[PolicySetOut]:
    with door.reading():  # the files of who may not import them are not even read
        service.may_adopt(door.actor)
    policy, today = service.checked(data.files), door.parts.clock.today()
    with door.writing() as session:
        row = service.adopt(session, door.actor, policy, note=data.note, today=today, in_force_from=data.in_force_from)
        return door.created(session, PolicySetOut.model_validate(row), location=f"/api/v1/policy-sets/{row.id}")


@acts("/policy-sets/check", "checkPolicySet", "方針セットを取り込まずに点検する", tag=TAG, scope=READ, if_match=False)
def check_policy_set(door: Door, data: PolicySetFilesIn) -> Answer[PolicyCheckOut]:
    with door.reading() as session:
        held = store.current(session, door.parts.clock.today()).policy
    try:
        found = differences(held, parse(data.files))
    except FaultyPolicy as faulty:
        faults = [PolicyFaultOut.model_validate(row) for row in faulty.faults]
        return answer(PolicyCheckOut(faults=faults, differences=[]))
    return answer(PolicyCheckOut(faults=[], differences=found))


@reads("/policy-sets/{policy_set_id:uuid}", "getPolicySet", "方針セットの版を見る", tag=TAG, scope=READ)
def get_policy_set(door: Door, policy_set_id: PolicySetId) -> Answer[PolicySetDetail]:
    with door.reading() as session:
        row, _policy = store.stored(session, policy_set_id)
        return answer(PolicySetDetail.model_validate(row), version=row.set_version)


@reads("/policy-sets/{policy_set_id:uuid}/files", "exportPolicySet", "方針セットを編集用に書き出す", tag=TAG, scope=READ)
def export_policy_set(door: Door, policy_set_id: PolicySetId) -> Answer[PolicySetFilesOut]:
    with door.reading() as session:
        _row, policy = store.stored(session, policy_set_id)
    return answer(PolicySetFilesOut(files=dump(policy)))


@reads("/policy-sets/{policy_set_id:uuid}/unconfirmed", "listUnconfirmedRules", "確認を待つ初期値の一覧", tag=TAG, scope=READ)
def list_unconfirmed(door: Door, policy_set_id: PolicySetId) -> Answer[Listing[UnconfirmedOut]]:
    with door.reading() as session:
        _row, policy = store.stored(session, policy_set_id)
    return answer(Listing(items=[UnconfirmedOut.model_validate(row) for row in unconfirmed(policy)]))


@reads("/policy-sets/{policy_set_id:uuid}/differences", "comparePolicySets", "ほかの版から変わった点の一覧", tag=TAG, scope=READ)
def compare(
    door: Door, policy_set_id: PolicySetId, against: Annotated[int, Parameter(ge=1, le=10**6, description="比べる版の番号")]
) -> Answer[DifferencesOut]:
    with door.reading() as session:
        _row, policy = store.stored(session, policy_set_id)
        other = store.by_version(session, against)
    return answer(DifferencesOut(against=against, differences=differences(other.policy, policy)))


@acts(
    "/policy-sets/{policy_set_id:uuid}/confirm",
    "confirmPolicyRules",
    "初期値を確認済みとして次の版を作る",
    tag=TAG,
    scope=WRITE,
    if_match=False,
)
def confirm_rules(door: Door, policy_set_id: PolicySetId, data: ConfirmIn) -> Answer[PolicySetOut]:
    today = door.parts.clock.today()
    with door.writing() as session:
        row = service.confirm_rules(session, door.actor, policy_set_id, data.pointers, note=data.note, today=today)
        return door.done(session, PolicySetOut.model_validate(row), version=row.set_version)


ROUTES = [
    list_policy_sets,
    get_current,
    import_policy_set,
    check_policy_set,
    get_policy_set,
    export_policy_set,
    list_unconfirmed,
    compare,
    confirm_rules,
]
