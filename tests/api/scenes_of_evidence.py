"""Scenes of the evidence of contractors."""

from collections.abc import Callable
from typing import Any

from tests.api.scenes import Call, Stage
from tests.api.world import evidence, register
from tests.files.samples import pdf

MARK = {"kind": "privacy_mark", "issued_on": "2025-02-01", "stated_until": "2027-01-31"}


def record(stage: Stage) -> Call:
    files = {"file": ("認証登録証.pdf", pdf(), "application/pdf")}
    return Call("misaki", {"contractor_id": register(stage.office)}, MARK, files=files)


def on_evidence(body: Any) -> Callable[[Stage], Call]:
    def scene(stage: Stage) -> Call:
        made = evidence(stage.office)
        return Call("misaki", {"evidence_id": made}, body, record=f"/evidence/{made}")

    return scene


EVIDENCE: dict[str, Callable[[Stage], Call]] = {
    "recordEvidence": record,
    "correctEvidence": on_evidence({"issuer": "見本協会"}),
    "decideEvidenceScope": on_evidence({"in_scope": True, "note": "見本事業所で行うため"}),
    "withdrawEvidence": on_evidence({"reason": "認証の取消しのため"}),
    "downloadEvidence": on_evidence(None),
}
