"""Acting the demo's history: named people do what people do, through the same use cases, on days gone by."""

import heapq
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from typing import Any
from uuid import UUID

from pydantic import BaseModel
from sqlmodel import Session

from govapi.approvals import queries as approval_queries
from govapi.approvals import service as approvals
from govapi.approvals.schemas import OpinionIn
from govapi.approvals.service import Endings
from govapi.cli.demo.town import Town
from govapi.contracts.clauses import service as clauses
from govapi.contracts.decisions import service as decisions
from govapi.contracts.schemas import ContractIn, SelectIn, SubmitIn
from govapi.contracts.service import draft
from govapi.contracts.tables import Contract
from govapi.db.session import Database, find
from govapi.edge.actions import ReasonIn
from govapi.edge.transaction import writing
from govapi.files.store import FileStore
from govapi.kit.clock import JST, fixed
from govapi.people.actor import Actor
from govapi.people.queries import actor_of, holders
from govapi.policy.store import current

Story = Iterator[date]
"""A story yields the day of its next scene."""
NOTE = "次のとおり執行してよろしいか、伺います。"
RETURNED = "金額の積算の根拠を添えてください。"


@dataclass
class Stage:
    """The city on one day of its history."""

    database: Database
    town: Town
    files: FileStore
    endings: Endings
    day: date
    companies: dict[str, UUID] = field(default_factory=dict)
    services: dict[str, UUID] = field(default_factory=dict)
    _minutes: Iterator[int] = field(default_factory=count)

    @property
    def moment(self) -> datetime:
        """Office hours of the day, a minute later at each scene."""
        start = datetime.combine(self.day, time(9), JST) + timedelta(minutes=next(self._minutes) % 480)
        return start.astimezone(UTC)

    @contextmanager
    def scene(self, person: str) -> Iterator[tuple[Session, Actor]]:
        """One transaction in which a named person acts."""
        with writing(self.database, self.town.code, fixed(self.moment)) as session:
            yield session, actor_of(session, person, self.day)

    def draft(self, person: str, given: dict[str, Any], *, with_clauses: bool = True) -> UUID:
        """A draft by this person, with the clauses it needs."""
        with self.scene(person) as (session, actor):
            contract = draft(session, actor, current(session, self.day), ContractIn.model_validate(given))
            if with_clauses:
                clauses.write_required(session, actor, contract, self.day)
            return contract.id

    def act(self, person: str, contract_id: UUID, action: str, given: BaseModel | None = None) -> None:
        """A step of a contract."""
        with self.scene(person) as (session, actor):
            policy = current(session, self.day)
            asked = given or (SubmitIn(note=NOTE) if action.startswith("submit") else ReasonIn(reason="試用のため"))
            decisions.act(session, actor, policy, contract_id, action, asked, None, now=self.moment, today=self.day)

    def change(self, person: str, contract_id: UUID, change: Callable[[Session, Actor, Contract], object]) -> None:
        """Anything else done to a contract."""
        with self.scene(person) as (session, actor):
            change(session, actor, find(session, Contract, contract_id))

    def select(self, person: str, contract_id: UUID, company: str, amount: int) -> None:
        given = SelectIn(contractor_id=self.companies[company], amount=amount, selection_reason="最低の価格で入札したため。")
        self.act(person, contract_id, "select", given)

    def decide(self, record_id: UUID, *, last: str = "decide", steps: int = 99, reason: str = RETURNED) -> None:
        """The circulation about a record goes from post to post; ``last`` is what the decider does, with ``reason`` when it
        is not to agree."""
        for _step in range(steps):
            with writing(self.database, self.town.code, fixed(self.moment)) as session:
                approval = approval_queries.circulating(session, record_id)
                if approval is None:
                    return
                step = next(one for one in approval_queries.steps(session, [approval.id])[approval.id] if one.status == "current")
                person = holders(session, [step.post_id], self.day)[step.post_id][0][0]
                actor = actor_of(session, person.subject, self.day)
                action = last if step.kind == "決裁" else "agree"
                given = OpinionIn(reason="" if action in ("agree", "decide") else reason)
                policy = current(session, self.day).policy
                approvals.act(
                    session, actor, policy, self.endings, approval.id, action, given, None, now=self.moment, today=self.day
                )


def play(stage: Stage, stories: list[Story]) -> None:
    """Runs all stories side by side, the earliest scene first, so that the trail reads in the order of the days."""
    queue: list[tuple[date, int, Story]] = []
    for order, story in enumerate(stories):
        _put(queue, order, story)
    while queue:
        stage.day, order, story = heapq.heappop(queue)
        _put(queue, order, story)


def _put(queue: list[tuple[date, int, Story]], order: int, story: Story) -> None:
    day = next(story, None)
    if day is not None:
        heapq.heappush(queue, (day, order, story))
