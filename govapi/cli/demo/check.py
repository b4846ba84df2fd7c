"""The main job in one command: over real HTTP, step by step, until the Word files lie on disk and the audit chain holds."""

import shutil
import subprocess
import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import httpx
from docx import Document

from govapi.audit.queries import verify_chain
from govapi.cli.demo.check_assessment import AssessmentCheck
from govapi.cli.demo.check_cloud import CloudCheck
from govapi.cli.demo.check_sns import SnsCheck
from govapi.cli.demo.server import database_url
from govapi.cli.demo.town import described
from govapi.cli.demo.visitors import Stuck, Visitor, sign_in_to_pages
from govapi.db.session import Database
from govapi.documents.content_controls import clauses_in, unfilled_marks
from govapi.edge.transaction import reading
from govapi.kit.japan.fiscal import fiscal_year, fiscal_year_bounds
from govapi.people.actor import full_title

ANSWERS = {
    "handles_information": True, "already_public": "not_public", "internal_only": False, "residents_data": True, "staff_data": False,
    "person_count": "over_1000", "sensitive": True, "personal_number": False, "bid_price": False, "secret": False,
    "processing_place": "contractor_cloud", "builds_or_runs_system": True, "remote_maintenance": True, "zone": "lgwan",
    "enters_office": True, "enters_server_room": False, "outage_hurts": True, "falsification_hurts": True,
}  # fmt: skip
OFFICE_SECONDS = 180
PAPERS = ("security_spec", "personal_info", "nda", "contract", "erasure_certificate")


class Check:
    """The run of one check; ``say`` prints each step."""

    def __init__(self, base: str, data: Path, say: Callable[[str], None]) -> None:
        self.base, self.data, self.say = base, data, say
        self._visitors: dict[str, Visitor] = {}
        self.contract = self.company = ""
        self.contractor = AssessmentCheck(self.as_, data, _ok, _refusal)
        self.cloud = CloudCheck(self.as_, data, _ok, _refusal, self.decide, _opened)
        self.sns = SnsCheck(self.as_, data, _ok, _refusal, self.decide, _opened)

    def run(self) -> None:
        """All steps in order; raises Stuck at the first that fails."""
        for title, step in (
            ("ＯＩＤＣでサインイン", self.sign_in),
            ("業務委託を起案", self.draft),
            ("必要な条項がない間は起案できない", self.refused_without_clauses),
            ("条項を入れて施行伺を起案", self.submit_plan),
            ("自分の案件は決裁できない", self.refused_own_decision),
            ("施行伺をほかの職員が決裁", self.decide),
            ("相手方を決定", self.select),
            ("契約締結伺を起案", self.submit_conclusion),
            ("契約締結伺をほかの職員が決裁", self.decide),
            ("契約書類を作成", self.documents),
            ("委託先にチェックシートを送付", lambda: self.contractor.send(self.company)),
            ("記入された Excel を受け付け", self.contractor.take_back),
            ("回答を確かめて評価を伺う", self.contractor.propose),
            ("評価をほかの職員が決裁", lambda: self.decide(self.contractor.sheet)),
            ("次回の評価日とその理由", self.contractor.next_date),
            *self.cloud.steps(),
            *self.sns.steps(),
            ("監査記録を検証", self.audit),
        ):
            self.say(f"・{title}")
            for line in step() or ():
                self.say(f"　　{line}")

    def as_(self, subject: str) -> Visitor:
        if subject not in self._visitors:
            self._visitors[subject] = Visitor.enter(self.base, subject)
        return self._visitors[subject]

    def sign_in(self) -> list[str]:
        client = sign_in_to_pages(self.base, "misaki")
        home = _ok(client.get("/"))
        if "架空　美咲" not in home.text:
            raise Stuck("サインインした人の名前が画面に出ません。")
        return ["架空　美咲（健康推進課主事）としてサインインしました。"]

    def draft(self) -> list[str]:
        starts = date.today() + timedelta(days=14)
        year = fiscal_year(starts)
        given = {
            "title": "住民健康相談予約システム運用保守業務委託",
            "fiscal_year": year,
            "outline": "住民健康相談予約システムの運用及び保守を行う。",
            "method": "open_tender",
            "predetermined_price": 6_600_000,
            "budget_line": "一般会計　衛生費　保健衛生費　委託料",
            "starts_on": starts.isoformat(),
            "ends_on": (fiscal_year_bounds(year)[1] - timedelta(days=1)).isoformat(),
            "place": "架空市役所及び受託者の事業所",
            "answers": ANSWERS,
            "information": ["住民の氏名・連絡先", "健康相談の予約内容"],
        }
        drafted = _ok(self.as_("misaki").post("/contracts", given)).json()
        self.contract = f"/contracts/{drafted['id']}"
        return [f"{drafted['number']}「{drafted['title']}」", f"分類は{drafted['class_label']}です。"]

    def refused_without_clauses(self) -> list[str]:
        refused = self.as_("misaki").act(self.contract, "submit-plan")
        return [_refusal(refused, 422)]

    def submit_plan(self) -> list[str]:
        misaki = self.as_("misaki")
        rows = _ok(misaki.post(f"{self.contract}/clauses/include-required", on=self.contract)).json()["items"]
        submitted = _ok(misaki.act(self.contract, "submit-plan", {"note": "次のとおり施行してよろしいか、伺います。"})).json()
        return [f"必要な条項{len(rows)}件を入れました。", f"今の状態は「{submitted['status_label']}」です。"]

    def refused_own_decision(self) -> list[str]:
        approval = self._circulating()
        return [_refusal(self.as_("misaki").act(f"/approvals/{approval['id']}", "decide"), 403)]

    def decide(self, record: str = "", last: str = "decide", reason: str = "") -> list[str]:
        """Every step of the circulation by whoever holds its post; ``last`` is what the decider does."""
        approval = self._circulating(record)
        path, lines = f"/approvals/{approval['id']}", []
        for step in approval["steps"]:
            person = self._holder(step["post_title"])
            verb, said = (last, {"reason": reason}) if step["kind"] == "決裁" else ("agree", {})
            done = _ok(self.as_(person).act(path, verb, said)).json()
            acted = next(one for one in done["steps"] if one["position"] == step["position"])
            lines.append(f"{acted['acted_as']}　{acted['acted_post']}　{acted['acted_name']}")
        return lines

    def select(self) -> list[str]:
        kayo = self.as_("kayo")
        _ok(kayo.act(self.contract, "start-selection"))
        company = _ok(kayo.get("/contractors?q=見本システムズ")).json()["items"][0]
        self.company = company["id"]
        given = {"contractor_id": company["id"], "amount": 6_270_000, "selection_reason": "最低の価格で入札したため。"}
        _ok(kayo.act(self.contract, "select", given))
        return [f"{company['name']}　契約金額6,270,000円（税込み）"]

    def submit_conclusion(self) -> list[str]:
        misaki = self.as_("misaki")
        people = {row["name"]: row["id"] for row in _ok(misaki.get("/people?limit=200")).json()["items"]}
        given = {
            "obligation_number": "負-00001",
            "concluded_on": (date.today() + timedelta(days=7)).isoformat(),
            "deposit_kind": "exempt",
            "deposit_exempt_reason": "過去２年間に同種同規模の契約を履行した実績があるため。",
            "supervisor_id": people["架空　美咲"],
            "inspector_id": people["仮名　健一"],
            "contractor_officer_name": "髙﨑　守",
            "contractor_officer_title": "情報セキュリティ責任者",
            "contractor_officer_contact": "000-000-0000",
        }
        stands = _ok(misaki.get(f"{self.contract}/suitability")).json()
        if stands["outcome"] == "plan_needed":  # the 公告 had not told the condition
            due = (date.today() + timedelta(days=60)).isoformat()
            given |= {"confirmation_plan": "チェックシートにより対策の状況を確かめる。", "confirmation_due": due}
        _ok(misaki.patch(self.contract, given))
        submitted = _ok(
            misaki.act(self.contract, "submit-conclusion", {"note": "次のとおり契約を締結してよろしいか、伺います。"})
        )
        return [stands["because"], f"今の状態は「{submitted.json()['status_label']}」です。"]

    def documents(self) -> list[str]:
        misaki = self.as_("misaki")
        wanted = {row["key"] for row in _ok(misaki.get(f"{self.contract}/clauses")).json()["items"] if row["state"] == "included"}
        folder, lines, found = self.data / "書類", [], set[str]()
        folder.mkdir(parents=True, exist_ok=True)
        for template in PAPERS:
            made = _ok(misaki.post(f"{self.contract}/documents", {"template": template})).json()
            content = _ok(misaki.get(f"/documents/{made['id']}/file")).content
            path = folder / made["file_name"]
            path.write_bytes(content)
            found |= _clauses(path, content)
            lines.append(str(path))
        lines.append(_opened(folder))
        if found != wanted:
            raise Stuck(f"書類の条項が台帳と一致しません（{sorted(found ^ wanted)}）。")
        return lines

    def audit(self) -> list[str]:
        database = Database.at(database_url(self.data))
        with reading(database, described()["municipality"]["code"]) as session:
            verdict = verify_chain(session)
        if not verdict.ok:
            raise Stuck(verdict.fault or "")
        return [f"{verdict.rows}行の監査記録に切れ目はありません。先頭値：{verdict.head}"]

    def _circulating(self, record: str = "") -> dict[str, Any]:
        record_id = (record or self.contract).rsplit("/", 1)[1]
        answer = self.as_("mio" if record else "misaki").get(f"/approvals?status=circulating&record_id={record_id}")
        found: dict[str, Any] = _ok(answer).json()["items"][0]
        return found

    def _holder(self, post_title: str) -> str:
        for bureau in described()["departments"]:
            for department in (bureau, *bureau.get("sections", ())):
                for post in department.get("posts", ()):
                    if full_title(department["name"], post["title"]) == post_title:
                        return str(post["person"])
        raise Stuck(f"「{post_title}」の職にある者が見つかりません。")


def _ok(answer: httpx.Response) -> httpx.Response:
    if answer.status_code not in (200, 201):
        raise Stuck(f"{answer.request.method} {answer.request.url.path} → {answer.status_code} {answer.text[:400]}")
    return answer


def _refusal(answer: httpx.Response, status: int) -> str:
    if answer.status_code != status:
        raise Stuck(f"{status} で断られるはずが、{answer.status_code} でした。{answer.text[:400]}")
    return f"断られました（{status}）：{answer.json()['detail']}"


def _clauses(path: Path, content: bytes) -> set[str]:
    """The catalogue's clauses in a paper that opens in Word and has nothing unfilled."""
    marks = unfilled_marks(content)
    if marks or not Document(str(path)).paragraphs:
        raise Stuck(f"{path.name} に埋まっていない箇所があります。{marks}")
    return {clause.key for clause in clauses_in(content) if not clause.key.startswith("standing_")}


def _opened(folder: Path) -> str:
    """Opens every paper in LibreOffice where there is one, by making a PDF of it."""
    office = shutil.which("soffice")
    if office is None:
        return "LibreOffice がないため、開く確認を省きました。"
    with tempfile.TemporaryDirectory() as work:
        papers = sorted(map(str, folder.glob("*.docx")))
        profile = f"-env:UserInstallation={Path(work).as_uri()}/profile"
        command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", work, *papers]
        subprocess.run(command, check=False, capture_output=True, timeout=OFFICE_SECONDS)  # noqa: S603 - our own command
        made = {path.stem for path in Path(work).glob("*.pdf")}
    missing = [paper for paper in papers if Path(paper).stem not in made]
    if missing:
        raise Stuck(f"LibreOffice で開けない書類があります。{missing}")
    return f"{len(papers)}件の書類が全て LibreOffice で開きました。"
