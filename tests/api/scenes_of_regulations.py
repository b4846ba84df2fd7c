"""Scenes of the register of regulations."""

from collections.abc import Callable
from typing import Any

from tests.admin.regulations import TEXT, enact, in_force, register
from tests.api.scenes import Call, Stage
from tests.files.samples import pdf

LOOKED = {"reviewed_on": "2026-11-20", "result": "改正を要しない。"}


def on_regulation(body: Any) -> Callable[[Stage], Call]:
    return lambda stage: Call("ren", {"regulation_id": in_force(stage.office).rsplit("/", 1)[1]}, body)


def on_text(body: Any) -> Callable[[Stage], Call]:
    def scene(stage: Stage) -> Call:
        path = register(stage.office)
        text = enact(stage.office, path)
        return Call("ren", {"regulation_id": path.rsplit("/", 1)[1], "text_id": text.rsplit("/", 1)[1]}, body, record=text)

    return scene


def record(stage: Stage) -> Call:
    files = {"file": ("利用規程.pdf", pdf(), "application/pdf")}
    return Call("ren", {"regulation_id": register(stage.office).rsplit("/", 1)[1]}, TEXT, files=files)


REGULATIONS: dict[str, Callable[[Stage], Call]] = {
    "reviseRegulation": on_regulation({"remark": "毎年4月に見直す。"}),
    "repealRegulation": on_regulation({"repealed_on": "2027-04-01", "reason": "統合するため。"}),
    "reviewRegulation": on_regulation(LOOKED),
    "generateRegulationDocument": on_regulation({"template": "regulation_annex"}),
    "recordRegulationText": record,
    "getRegulationText": on_text(None),
    "correctRegulationText": on_text({"approval_number": "情政第10号"}),
    "withdrawRegulationText": on_text({"reason": "別の規程のファイルのため。"}),
    "downloadRegulationText": on_text(None),
}
