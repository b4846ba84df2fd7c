"""Scenes of the workbooks of check sheets."""

from collections.abc import Callable

from govapi.files.inspect import Kind
from tests.api.scenes import Call, Stage
from tests.assessments.rounds import Round
from tests.assessments.workbooks import another, filled, send, template_of


def take(stage: Stage) -> Call:
    one = another(stage.office)
    file = {"file": ("回答票.xlsx", filled(template_of(one)), Kind.XLSX.media_type)}
    return Call("misaki", {"check_sheet_id": one.id}, {}, files=file, record=one.path)


def returned(stage: Stage) -> tuple[Round, str]:
    one = another(stage.office)
    return one, str(send(one, filled(template_of(one))).json()["id"])


def content(stage: Stage) -> Call:
    one, kept = returned(stage)
    return Call("misaki", {"check_sheet_id": one.id, "return_id": kept})


WORKBOOKS: dict[str, Callable[[Stage], Call]] = {"takeWorkbook": take, "downloadReturnedWorkbook": content}
