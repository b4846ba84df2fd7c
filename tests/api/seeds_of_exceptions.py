"""An assessment of a company that is not judged yet, and the draft of an exception for it."""

from collections.abc import Mapping
from typing import Any

from tests.support.app import Office

AHEAD = {
    "tier": "A", "title": "住民健康管理システム更新業務委託", "reason": "見積依頼の前に確かめるため。",
    "starts_on": "2027-02-01", "ends_on": "2027-09-30",
}  # fmt: skip
EXCEPTION = {
    "reason": "この業務を行うことができる者がほかにないため。",
    "compensation": "本市の職員が作業に立ち会う。",
    "until": "2027-03-31",
}


def _made(office: Office, path: str, body: Mapping[str, Any], by: str = "misaki") -> str:
    answer = office.as_(by).post(path, dict(body))
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


def unjudged(office: Office) -> str:
    """The id of a fresh assessment of a new company."""
    company = {"kind": "sole_proprietor", "name": "見本例外　見本四郎", "kana": "ミホンレイガイ"}
    return _made(office, f"/contractors/{_made(office, '/contractors', company, 'shinji')}/assessments", AHEAD)


def exception(office: Office) -> tuple[str, str]:
    """The ids of an assessment and of the draft of an exception for it."""
    assessment = unjudged(office)
    return assessment, _made(office, f"/assessments/{assessment}/exceptions", EXCEPTION)
