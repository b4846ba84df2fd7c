"""Every paper of a contract opens in LibreOffice, says what the ledger says, and has no unfilled mark."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from govapi.documents.content_controls import unfilled_marks
from govapi.edge.transaction import writing
from govapi.people.actor import system
from govapi.policy.loading import default_policy
from govapi.policy.service import adopt
from tests.contracts.paper.jobs import concluded, drafted
from tests.support import app
from tests.support.office import convert, text_of
from tests.support.require import require

KEYS = ("contract", "personal_info", "security_spec", "nda", "erasure_certificate")


def with_shipped_form(office: app.Office) -> None:
    """The town decides for the shipped 業務委託契約書 with 甲 and 乙."""
    policy = default_policy()
    settings = policy.document_settings
    changed = settings.model_copy(
        update={
            "choice": settings.choice.model_copy(update={"contract_form": "shipped"}),
            "party": settings.party.model_copy(update={"principal": "甲", "contractor": "乙"}),
        }
    )
    with writing(office.database, app.CODE, office.clock) as session:
        adopt(
            session,
            system(app.CODE),
            policy.model_copy(update={"document_settings": changed}),
            note="様式",
            today=date(2026, 11, 24),
        )


@pytest.mark.parametrize("founded_place", ["sqlite"], indirect=True)
def test_all_papers_open_and_say_what_the_ledger_says(office: app.Office, tmp_path: Path) -> None:
    require("office")
    with_shipped_form(office)
    path = drafted(office)
    concluded(office, path)
    number = office.as_("misaki").get(path).json()["number"]
    files = [saved(office, path, key, tmp_path) for key in KEYS]
    for pdf in convert(files, tmp_path):
        words = words_of(pdf)
        assert number in words
        assert "住民健康管理システム運用保守業務" in words
    contract = words_of(tmp_path / "contract.pdf")
    assert "金１，９８０，０００円" in contract
    assert "以下「甲」という。" in contract
    assert contract.index("情報セキュリティ特記仕様書") < contract.rindex("仕様書")


def words_of(pdf: Path) -> str:
    return "".join(text_of(pdf).split())


def saved(office: app.Office, path: str, key: str, folder: Path) -> Path:
    misaki = office.as_("misaki")
    made: Any = misaki.post(f"{path}/documents", {"template": key})
    assert made.status_code == 201, made.text
    data: bytes = misaki.get(f"/documents/{made.json()['id']}/file").content
    assert unfilled_marks(data) == []
    file = folder / f"{key}.docx"
    file.write_bytes(data)
    return file
