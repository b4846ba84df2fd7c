"""Later scenes of the demo's contracts: a change under way, an inspection, what came back, and contracts older than govapi."""

import io
from datetime import UTC, datetime
from uuid import UUID

from govapi.cli.demo.stage import Stage
from govapi.contracts.amendments import service as amendments
from govapi.contracts.amendments.schemas import AmendmentIn
from govapi.contracts.closing import queries as closing_queries
from govapi.contracts.closing import service as closing
from govapi.contracts.closing.schemas import HandedItemIn, InspectionIn, ProveIn
from govapi.contracts.intake import service as intake
from govapi.contracts.intake.reading.service import open_book
from govapi.contracts.intake.rules import BY_KEY, SHEET, headings
from govapi.contracts.tables import Contract
from govapi.db.session import find
from govapi.files.spreadsheet import Column, Sheet, write_workbook
from govapi.kit.japan.fiscal import fiscal_year_label
from govapi.policy.store import current

OLD_CONTRACTS = (
    ("契-7", "庁舎電話交換業務委託", "管財課", "見本通信サービス合同会社", "みほんつうしんさーびす", "１，３２０，０００"),
    ("契-9", "住民票等郵送請求処理業務委託", "管財課", "架空事務代行株式会社", "かくうじむだいこう", "2,860,000"),
)


def amend(stage: Stage, staff: str, contract_id: UUID) -> None:
    """A change of the contract is drafted: the contract is 変更手続中."""
    with stage.scene(staff) as (session, actor):
        amount = find(session, Contract, contract_id).amount or 0
        given = AmendmentIn.model_validate(
            {
                "reason": "検針の対象となる戸数が増えたため。",
                "effective_on": stage.day.isoformat(),
                "changes": {"amount": amount + 330_000},
            }
        )
        policy = current(session, stage.day)
        amendments.draft(session, actor, policy, contract_id, given, now=stage.moment, today=stage.day)


def inspect_and_hand(stage: Stage, staff: str, inspector: str, contract_id: UUID) -> None:
    """The work is inspected, and what was handed over is written down."""
    with stage.scene(inspector) as (session, actor):
        policy = current(session, stage.day).policy
        given = InspectionIn(inspected_on=stage.day, passed=True, security_kept=True, remark="仕様書のとおり履行された。")
        closing.inspect(session, actor, policy, contract_id, given, stage.day)
    with stage.scene(staff) as (session, actor):
        policy = current(session, stage.day).policy
        contract = find(session, Contract, contract_id)
        item = HandedItemIn(
            description="業務に用いた資料（ＵＳＢメモリ１本）",
            medium="usb",
            class_code=contract.class_code or "1",
            handed_on=contract.starts_on or stage.day,
        )
        closing.hand(session, actor, policy, contract_id, item, stage.day)


def take_back(stage: Stage, head: str, contract_id: UUID) -> None:
    """Everything handed over came back."""
    with stage.scene(head) as (session, actor):
        policy = current(session, stage.day).policy
        for item in closing_queries.items(session, contract_id):
            given = ProveIn(method="returned", done_on=stage.day, done_by="委託先の業務責任者", attended_by=actor.name)
            closing.prove(session, actor, policy, contract_id, item.id, given, item.version, stage.day)


def bring_in(stage: Stage, year: int) -> None:
    """移行登録: contracts already running come in from a workbook, with some of their clauses unknown."""
    with stage.scene("shinji") as (session, actor):
        policy = current(session, stage.day)
        columns = headings(policy.policy)
        rows = [[_cells(row, year).get(heading) for heading in columns] for row in OLD_CONTRACTS]
        sheet = Sheet(SHEET, [Column(heading) for heading in columns], rows)
        data = write_workbook([sheet], created=datetime(2026, 1, 1, tzinfo=UTC))
        book = open_book(io.BytesIO(data), policy.policy, "契約台帳.xlsx", len(data))
        intake.store(session, actor, policy, book, now=stage.moment, today=stage.day)


def _cells(row: tuple[str, ...], year: int) -> dict[str, str]:
    mark, title, section, name, kana, amount = row
    given = {
        "mark": mark,
        "title": title,
        "section": section,
        "fiscal_year": fiscal_year_label(year),
        "name": name,
        "kana": kana,
        "kind": "法人でない団体",
        "starts_on": f"{year}-04-01",
        "ends_on": f"{year + 1}-03-31",
        "amount": amount,
        "personal": "あり",
    }
    return {BY_KEY[key].heading: value for key, value in given.items()}
