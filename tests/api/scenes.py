"""For every operation a scene in which it succeeds: the right person, a record in the fitting state, a fitting body."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from typing import Any
from uuid import UUID

from govapi.kit.clock import JST
from tests.api.operations import Operation
from tests.api.world import HANDED, READERS, World, made
from tests.files.samples import pdf
from tests.support import life
from tests.support.app import NOW
from tests.support.assessed import assess
from tests.support.copies import approval_at, contract_in

REASON = {"reason": "仕様を見直すため。"}
OUTSIDE = {"decided_on": "2026-11-24", "post_title": "市長", "name": "見本　太郎", "mode": "決裁", "reference": "健推第1号"}
FINAL = {"inspected_on": "2027-04-01", "passed": True, "security_kept": True}
# The circulation of a contract of 66,000,000 yen: who sits at which step, and who decides when the mayor is away.
ROUTE = ("sachi", "kenichi", "shinji", "akira", "michiko", "hanako", "taro")


@dataclass
class Call:
    """A request that will succeed. ``etag`` is looked up at ``record`` when the operation wants one."""

    token: str
    values: Mapping[str, str] = field(default_factory=dict)
    body: Any = None
    files: Mapping[str, Any] | None = None
    query: Mapping[str, Any] = field(default_factory=dict)
    record: str | None = None


class Stage:
    """The world with what the scenes need in common; the clock stands at the founding day unless a scene moves it."""

    def __init__(self, world: World, scenes: Mapping[str, Callable[["Stage"], Call]]) -> None:
        self.scenes = scenes
        self.world, self.office = world, world.office
        self.model = life.draft(self.office, title="写しの元").to_concluded()
        self.quiet = life.draft(self.office, title="庁舎清掃業務委託", answers=life.NOTHING_SAID).to_concluded()
        self.weighty = life.draft(self.office, predetermined_price=66_000_000).to_plan()
        self.approval = life.circulation(self.office, self.weighty.id)["id"]

    def call(self, operation: Operation) -> Call:
        """The scene of an operation: its own, else a read by whoever may, or the described example."""
        self.office.clock.go_to(NOW)
        if operation.id in self.scenes:
            return self.scenes[operation.id](self)
        values = self.world.values(operation)
        if operation.method == "GET":
            tokens = (who for who in READERS if self.world.send(operation, who, values).status_code == 200)
            return Call(next(tokens, "misaki"), values, query=operation.needed_query)
        if operation.path.startswith("/contracts/{record_id}/"):
            return self.action(operation.path.rsplit("/", 1)[1])
        return Call("misaki", values, operation.body)

    def contract(self, status: str) -> str:
        """The id of a fresh contract in this state."""
        return str(contract_in(self.office, UUID(self.model.id), status).id)

    def quiet_contract(self) -> str:
        """The id of a concluded contract that touches no information."""
        return str(contract_in(self.office, UUID(self.quiet.id), "concluded").id)

    def action(self, verb: str) -> Call:
        status, who, body = ACTIONS[verb]
        if verb in ("complete", "start-closing"):
            self.after_the_term()
        record = self.contract(status)
        if verb == "start-closing":
            made(self.office, f"/contracts/{record}/inspections", FINAL, "sora")
        return Call(who, {"record_id": record}, body)

    def after_the_term(self) -> None:
        self.office.clock.go_to(datetime.combine(datetime(2027, 4, 1), time(10), JST))

    def circulation(self, position: int) -> str:
        """The id of a circulation that lies at this step."""
        return str(approval_at(self.office, UUID(self.approval), UUID(self.contract("plan_in_approval")), position).id)


ACTIONS: dict[str, tuple[str, str, Any]] = {
    "complete": ("active", "misaki", REASON),
    "fail": ("selecting", "misaki", REASON),
    "reselect": ("selected", "misaki", REASON),
    "resume": ("suspended", "kenichi", REASON),
    "start-closing": ("completed", "misaki", {}),
    "start-selection": ("plan_approved", "misaki", {}),
    "submit-conclusion": ("selected", "misaki", {"note": "契約を締結してよろしいか伺います。"}),
    "submit-plan": ("draft", "misaki", {"note": "次のとおり施行してよろしいか伺います。"}),
    "suspend": ("active", "kenichi", REASON),
    "terminate": ("active", "kenichi", REASON | {"ground": "契約書第20条", "terminated_on": "2026-12-20"}),
    "withdraw": ("draft", "misaki", REASON),
}


def at_step(position: int, body: Any, who: str | None = None) -> Callable[[Stage], Call]:
    return lambda stage: Call(who or ROUTE[position - 1], {"record_id": stage.circulation(position)}, body)


def look_after(stage: Stage) -> Call:
    path = f"/approvals/{(record := stage.circulation(len(ROUTE)))}"
    answer = stage.office.as_("hanako").act(f"{path}/decide-for", {"absent_reason": "出張のため", "urgent": True})
    assert answer.status_code == 200, answer.text
    return Call("taro", {"record_id": record}, {})


def select(stage: Stage) -> Call:
    body = {"contractor_id": life.contractor(stage.office), "amount": 880_000}
    return Call("misaki", {"record_id": stage.contract("selecting")}, body)


def merged(stage: Stage) -> Call:
    person, path = stage.office.as_("misaki"), f"/contracts/{(record := stage.contract('draft'))}"
    small = {
        "method": "negotiated",
        "ground": "order_167_2_1_1",
        "ground_reason": "予定価格が少額のため",
        "split_answer": "分割していない。",
    }
    answer = person.patch(path, small, etag=person.get(path).headers["ETag"])
    assert answer.status_code == 200, answer.text
    assess(stage.office, life.contractor(stage.office))  # 随契: before it is asked
    return Call("misaki", {"record_id": record}, {})


def close(stage: Stage) -> Call:
    stage.after_the_term()
    record = stage.contract("completed")
    made(stage.office, f"/contracts/{record}/inspections", FINAL, "sora")
    ended = life.Life(stage.office, record)
    ended.act("start-closing")
    item = made(stage.office, f"{ended.path}/handed-items", PAPER)
    prove = stage.office.as_("sora").act(f"{ended.path}/handed-items/{item}/prove", proof(stage, record))
    assert prove.status_code == 200, prove.text
    return Call("kenichi", {"record_id": record}, {})


PAPER = HANDED | {"handed_on": "2026-12-05"}


def proof(stage: Stage, record: str) -> Any:
    file = {"file": ("証明書.pdf", pdf(), "application/pdf")}
    kept = stage.office.as_("misaki").request("POST", "/files", data={"contract_id": record}, files=file).json()["sha256"]
    done = {"done_on": "2027-04-01", "done_by": "株式会社見本製作所　見本　守", "attended_by": "例示　空"}
    return done | {"method": "paper_shred", "certificate_sha256": kept, "log_sha256": kept}


def in_completed(body: Any, who: str, name: str = "contract_id") -> Callable[[Stage], Call]:
    def scene(stage: Stage) -> Call:
        stage.after_the_term()
        return Call(who, {name: stage.contract("completed")}, body)

    return scene


def prove(stage: Stage) -> Call:
    stage.after_the_term()
    record = stage.contract("completed")
    item = made(stage.office, f"/contracts/{record}/handed-items", PAPER)
    return Call(
        "sora", {"contract_id": record, "item_id": item}, proof(stage, record), record=f"/contracts/{record}/handed-items/{item}"
    )


SCENES: dict[str, Callable[[Stage], Call]] = {
    "agreeApproval": at_step(1, {}),
    "decideApproval": at_step(len(ROUTE), {}),
    "decideForApproval": at_step(len(ROUTE), {"absent_reason": "出張のため", "urgent": True}, "hanako"),
    "lookAfterApproval": look_after,
    "pullBackApproval": at_step(1, {}, "misaki"),
    "recordOutsideApproval": at_step(1, OUTSIDE, "misaki"),
    "rejectApproval": at_step(1, REASON),
    "returnApproval": at_step(1, REASON),
    "selectContract": select,
    "submitMergedContract": merged,
    "closeContract": close,
    "recordInspection": in_completed(FINAL, "sora"),
    "recordHandedItem": in_completed(PAPER, "misaki"),
    "proveHandedItem": prove,
}
