"""The action routes of a room, made from its transition table: one POST per action, named by its verb."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol, TypeVar
from uuid import UUID

from litestar.handlers import HTTPRouteHandler
from pydantic import BaseModel

from govapi.edge.answers import Answer
from govapi.edge.door import Door
from govapi.edge.routes import acts
from govapi.edge.shapes import Input, Reason
from govapi.workflow.machine import T, Workflow

Shape = TypeVar("Shape", bound=BaseModel)


class ReasonIn(Input):
    """What an action without further input takes."""

    reason: Reason = ""


class Act(Protocol):
    """A room's way to act: opens the door's transaction and answers with the record."""

    def __call__(self, door: Door, record_id: UUID, action: str, data: Any, expected_version: int) -> Answer[Any]: ...


def action_routes(
    flow: Workflow, *, path: str, tag: str, scope: str, act: Act, out: type[BaseModel], inputs: Mapping[str, type[Input]]
) -> Sequence[HTTPRouteHandler]:
    """One route per action that people may take."""
    return [
        _route(flow, row, path=path, tag=tag, scope=scope, act=act, out=out, model=inputs.get(row.action, ReasonIn))
        for row in flow.transitions
        if row.is_for_people
    ]


def _route(
    flow: Workflow, row: T, *, path: str, tag: str, scope: str, act: Act, out: type[BaseModel], model: type[Input]
) -> HTTPRouteHandler:
    def handler(door: Door, record_id: UUID, data: Any) -> Any:
        return act(door, record_id, row.action, data, door.expected_version())

    handler.__annotations__ = {"door": Door, "record_id": UUID, "data": model, "return": Answer[out]}  # type: ignore[valid-type]  # the shape is a value here
    handler.__doc__ = f"「{flow.title}」を{row.label}。"
    name = "".join(part.title() for part in f"{row.action}_{flow.noun}".split("_"))
    decorate: Callable[..., HTTPRouteHandler] = acts(
        f"{path}/{{record_id:uuid}}/{row.action.replace('_', '-')}",
        name[0].lower() + name[1:],
        row.label,
        tag=tag,
        scope=scope,
        workflow=flow.noun,
        action=row.action,
    )
    return decorate(handler)
