"""Scenes of the workbooks of check sheets."""

from collections.abc import Callable

from govapi.files.inspect import Kind
from tests.api.scenes import Call, Stage
from tests.api.seeds_of_check_sheets import opened
from tests.api.seeds_of_workbooks import returned
from tests.assessments.workbooks import filled, template_of


def take(stage: Stage) -> Call:
    one = opened(stage.office).to_awaiting()
    file = {"file": ("回答票.xlsx", filled(template_of(one)), Kind.XLSX.media_type)}
    return Call("misaki", {"check_sheet_id": one.id}, {}, files=file, record=one.path)


def content(stage: Stage) -> Call:
    one, kept = returned(stage.office)
    return Call("misaki", {"check_sheet_id": one.id, "return_id": kept})


WORKBOOKS: dict[str, Callable[[Stage], Call]] = {"takeWorkbook": take, "downloadReturnedWorkbook": content}
