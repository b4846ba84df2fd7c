"""The part of the check about a cloud service: asked for wrongly and refused, asked for anew, permitted, kept up every year."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx

from govapi.cli.demo.cloud import described
from govapi.cli.demo.visitors import Stuck, Visitor
from govapi.documents.content_controls import unfilled_marks
from govapi.kit.clock import JST
from govapi.kit.japan.era import wareki

APPLICANT, OFFICE_HEAD, SECURITY_OFFICE = "misaki", "akira", "mio"
SERVICE = {
    "name": "見本アンケート工房",
    "kana": "みほんあんけーとこうぼう",
    "provider_name": "Mihon Questionnaire Fiction Inc.",
    "provider_country": "見本国",
    "kinds": ["saas"],
    "forms": ["standard_terms", "individual"],
    "terms_url": "https://enquete-mihon.example/terms",
    "data_countries": ["見本国"],
    "governing_law": "見本国法",
}
APPLICATION = {
    "title": "健康意識の調査",
    "purpose": "健康づくりの事業に役立てるため、意識の調査を行う。",
    "users": "健康推進課の職員",
    "user_count": 6,
    "cost": 198_000,
    "zone": "internet",
    "learns": False,
    "residual_risk": "提供者の障害により、回答を受け付けられない時間が生ずること。",
    "risk_accepted_by": "健康推進課長　仮名　健一",
    "alternative": "郵送による調査",
}
ASKED_WRONGLY = {"form": "standard_terms", "information": ["回答者の氏名・連絡先"], "person_count": 500}
ASKED_ANEW = {"form": "individual", "information": ["検討中の設問", "氏名を除いた回答の集計"]}
ADDED = {
    "label": "多要素認証",
    "text": "全ての利用者に多要素認証を使わせること。",
    "due": "use",
    "proof": "認証の設定の記録",
}
NOTE = {"note": "次のとおり利用してよろしいか、伺います。"}
PAPERS = ("cloud_use_application", "cloud_use_notice")

Ok = Callable[[httpx.Response], httpx.Response]
Refused = Callable[[httpx.Response, int], str]
Decide = Callable[..., list[str]]
Opened = Callable[[Path], str]


class CloudCheck:
    """The steps about one use; ``as_`` gives the visitors of the whole check, ``decide`` takes a record through its route."""

    def __init__(
        self, as_: Callable[[str], Visitor], data: Path, ok: Ok, refused: Refused, decide: Decide, opened: Opened
    ) -> None:
        self.as_, self.data, self.ok, self.refused, self.decide, self.opened = as_, data, ok, refused, decide, opened
        self.today = datetime.now(JST).date()
        self.text = described()
        self.service = self.terms = self.refused_use = self.use = ""

    def steps(self) -> list[tuple[str, Callable[[], list[str]]]]:
        """Every step with what it is called."""
        return [
            ("クラウドサービスと約款を登録", self.register),
            ("約款型のサービスに住民の情報を入れる利用を起案し、申請の前に判定を見る", self.ask_wrongly),
            ("例外措置でなければ申請できない", self.refused_without_exception),
            ("例外措置として申請", self.ask_for_exception),
            ("例外措置を不承認", self.not_permitted),
            ("個別契約とし、住民の情報を入れない利用に改めて申請", self.ask_anew),
            ("条件を加え、ほかの職員が決裁", self.permitted_on_conditions),
            ("申請書と通知書を作成", self.papers),
            ("条件を満たし、情報政策課が確認", self.meet),
            ("年次の確認", self.confirm),
        ]

    def register(self) -> list[str]:
        """The service of a firm abroad, and its terms as they stand today."""
        misaki = self.as_(APPLICANT)
        made = self.ok(misaki.post("/cloud-services", SERVICE)).json()
        self.service = f"/cloud-services/{made['id']}"
        form = {"text": "第１条　この規約は、作り物の見本である。", "edition": "第１版", "checked_on": self.today.isoformat()}
        parts = {name: (None, value) for name, value in form.items()}
        copy = self.ok(misaki.client.post(f"/api/v1{self.service}/terms", files=parts)).json()
        self.terms = copy["id"]
        return [
            f"{made['number']}「{made['name']}」　{made['provider_name']}（{made['provider_country']}）",
            f"{copy['filename']}　{copy['sha256']}",
        ]

    def ask_wrongly(self) -> list[str]:
        """What the rules say is there before anything is submitted."""
        self.refused_use, lines = self._drafted("residents", {**ASKED_WRONGLY, "terms_id": self.terms})
        return [*lines, *self._ruling(self.refused_use, "exception")]

    def refused_without_exception(self) -> list[str]:
        """Neither while nobody has judged the laws abroad, nor as an ordinary use."""
        unjudged = self.refused(self.as_(APPLICANT).act(self.refused_use, "submit", NOTE), 422)
        judged = self._judge("disclosure", "保存国の法令と約款を確かめた。開示には法令の手続を要する。")
        return [unjudged, judged, self.refused(self.as_(APPLICANT).act(self.refused_use, "submit", NOTE), 422)]

    def ask_for_exception(self) -> list[str]:
        """The reasons of an 例外措置 are given, and it circulates."""
        until = (self.today + timedelta(days=90)).isoformat()
        given = {
            "ends_on": until,
            "exception_until": until,
            "exception_reason": "調査の時期が迫っているため。",
            "exception_measures": "回答の翌日に、庁内に写して消去する。",
        }
        self.ok(self.as_(APPLICANT).patch(self.refused_use, given))
        return self._submit(self.refused_use)

    def not_permitted(self) -> list[str]:
        """The officer of the route refuses it, and the paper says so."""
        reason = "住民の個人情報は、約款型のサービスでなくても調査できるため。"
        lines = self.decide(self.refused_use, last="reject", reason=reason)
        self._expect(self.refused_use, "refused", "refused")
        return [*lines, f"決定は「不承認」です。{reason}", *self._papers(self.refused_use, PAPERS[1:])]

    def ask_anew(self) -> list[str]:
        """Another form of contract, and nothing about residents: the rules permit it on conditions."""
        self.use, lines = self._drafted("internal", ASKED_ANEW)
        said = self._ruling(self.use, "conditions")
        lacking = self.refused(self.as_(APPLICANT).act(self.use, "submit", NOTE), 422)
        judged = self._judge("unregistered", "提供者の回答及び監査の報告書により、対策の状況を確かめた。")
        return [*lines, *said, lacking, judged, *self._submit(self.use)]

    def permitted_on_conditions(self) -> list[str]:
        """The office for information policy adds a condition; others than the applicant decide."""
        self.ok(self.as_(SECURITY_OFFICE).post(f"{self.use}/conditions", ADDED, on=self.use))
        lines = self.decide(self.use)
        found = self._expect(self.use, "permitted", "conditional")
        conditions = [f"条件「{one['label']}」（{one['due_label']}）" for one in self._conditions()]
        return [*lines, f"決定は「{found['decision_label']}」です。", *conditions]

    def papers(self) -> list[str]:
        """利用申請書 and 通知書 lie on disk and open."""
        return [*self._papers(self.use, PAPERS), self.opened(self._folder())]

    def meet(self) -> list[str]:
        """The section says how, another office looks at it."""
        lines = []
        for one in self._conditions():
            if one["state"] != "open":
                continue
            path = f"{self.use}/conditions/{one['id']}"
            self.ok(self.as_(APPLICANT).act(path, "meet", {"note": "書面を取り交わし、設定を終えた。"}))
            done = self.ok(self.as_(SECURITY_OFFICE).act(path, "check", {"satisfied": True})).json()
            lines.append(f"条件「{done['label']}」：{done['state_label']}")
        return lines

    def confirm(self) -> list[str]:
        """This use ahead of its time, and one of another section whose time has come."""
        soon = (self.today + timedelta(days=30)).isoformat()
        ripe = self.ok(self.as_("ren").get(f"/cloud-uses?live=true&confirm_before={soon}")).json()["items"][0]
        return [*self._confirm(APPLICANT, self.use), *self._confirm("ren", f"/cloud-uses/{ripe['id']}")]

    def _confirm(self, person: str, use: str) -> list[str]:
        visitor = self.as_(person)
        found, sheet = self.ok(visitor.get(use)).json(), self.ok(visitor.get(f"{use}/confirmation-sheet")).json()
        answers = [{"key": one["key"], "answer": one["good"]} for one in sheet["questions"]]
        self.refused(visitor.post(f"{use}/confirmations", {"answers": answers[1:], "result": "continue"}), 422)
        made = self.ok(visitor.post(f"{use}/confirmations", {"answers": answers, "result": "continue"})).json()
        after = self.ok(visitor.get(f"{use}/confirmation-sheet")).json()
        if not made["next_on"] or after["turn"] != sheet["turn"] + 1 or after["due_on"] != made["next_on"]:
            raise Stuck("次回の確認の期日が定まりません。")
        return [
            f"{found['number']}「{found['title']}」　第{made['turn']}回の確認の期日は{_day(sheet['due_on'])}",
            f"{len(answers)}問に答えて「{made['result_label']}」としました。次回は{_day(made['next_on'])}まで",
        ]

    def _drafted(self, preset: str, changes: Mapping[str, Any]) -> tuple[str, list[str]]:
        """A draft with its items answered and its manager named."""
        misaki, starts_on = self.as_(APPLICANT), self.today.isoformat()
        given = {**APPLICATION, **changes, "starts_on": starts_on, "answers": self.text["answers"][preset]}
        made = self.ok(misaki.post("/cloud-uses", {"service_id": self.service.rsplit("/", 1)[1], **given})).json()
        use = f"/cloud-uses/{made['id']}"
        items = {one["key"]: self.text["items"][one["key"]] for one in made["asked_items"]}
        self.ok(misaki.patch(use, {"items": items}))
        posts = self.ok(misaki.get("/posts?limit=200")).json()["items"]
        head = next(one for one in posts if (one["department_name"], one["title"]) == ("健康推進課", "課長"))
        self.ok(misaki.post(f"{use}/managers", {"post_id": head["id"], "from_date": starts_on}, on=use))
        return use, [f"{made['number']}「{made['title']}」　{made['form_label']}　{made['class_label']}"]

    def _ruling(self, use: str, outcome: str) -> list[str]:
        now = self.ok(self.as_(APPLICANT).get(f"{use}/ruling")).json()["now"]
        if now["outcome"] != outcome:
            raise Stuck(f"判定が「{now['outcome_label']}」になりました。")
        reasons = [f"理由：{one['because']}（{one['source_label']}）" for one in now["said"] if one["decides"]]
        conditions = [f"条件：{one['label']}（{one['due_label']}）" for one in now["conditions"]]
        return [f"判定は「{now['outcome_label']}」です。", *reasons, *conditions]

    def _judge(self, kind: str, text: str) -> str:
        given = {"kind": kind, "acceptable": True, "text": text}
        made = self.ok(self.as_(OFFICE_HEAD).post(f"{self.service}/judgements", given)).json()
        return f"{made['judged_post']}　{made['judged_name']}：{made['kind_label']}　{made['said_label']}"

    def _submit(self, use: str) -> list[str]:
        done = self.ok(self.as_(APPLICANT).act(use, "submit", NOTE)).json()
        return [f"許可の経路：{done['ruling']['decided_by_label']}", f"今の状態は「{done['status_label']}」です。"]

    def _expect(self, use: str, status: str, decision: str) -> dict[str, Any]:
        found: dict[str, Any] = self.ok(self.as_(APPLICANT).get(use)).json()
        if (found["status"], found["decision"]) != (status, decision):
            raise Stuck(f"決定が「{found['decision_label']}」、状態が「{found['status_label']}」になりました。")
        return found

    def _conditions(self) -> list[dict[str, Any]]:
        items: list[dict[str, Any]] = self.ok(self.as_(APPLICANT).get(f"{self.use}/conditions")).json()["items"]
        return items

    def _papers(self, use: str, templates: tuple[str, ...]) -> list[str]:
        misaki, lines = self.as_(APPLICANT), []
        for template in templates:
            made = self.ok(misaki.post(f"{use}/documents", {"template": template})).json()
            content = self.ok(misaki.get(f"/documents/{made['id']}/file")).content
            if marks := unfilled_marks(content):
                raise Stuck(f"{made['file_name']} に埋まっていない箇所があります。{marks}")
            path = self._folder() / made["file_name"]
            path.write_bytes(content)
            lines.append(str(path))
        return lines

    def _folder(self) -> Path:
        folder = self.data / "クラウドサービスの書類"
        folder.mkdir(parents=True, exist_ok=True)
        return folder


def _day(text: str) -> str:
    return wareki(date.fromisoformat(text))
