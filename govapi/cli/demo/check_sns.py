"""The part of the check about an account on social media: opened only when all is in place, and handed over on 1 April."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx

from govapi.cli.demo.moves import first_of_april, written
from govapi.cli.demo.sns import COMMON
from govapi.cli.demo.visitors import Stuck, Visitor
from govapi.documents.content_controls import unfilled_marks
from govapi.kit.clock import JST
from govapi.kit.japan.era import wareki

APPLICANT, OFFICER, SUCCESSOR, PR_HEAD = "nagisa", "izumi", "osamu", "hiroshi"
CLERK, PERSONNEL_HEAD = "yuta", "setsuko"
SECTION, ELSEWHERE = "給水課", "管財課"
ACCOUNT = {
    **COMMON,
    "platform": "x",
    "handle": "@kakuu_mizu",
    "name": "架空市の水",
    "purpose": "断水の情報を早く知らせるため。",
    "audience": "給水を受ける者",
    "categories": ["notice", "emergency"],
    "mfa_holder": "給水課長",
    "secrets_kept": "給水課の施錠した保管庫。給水課長が保管する。",
    "recovery_holder": "給水課",
}
TEXTS = ("procedure", "policy")
PAPERS = ("sns_opening", "sns_publication_table")
NOTE = {"note": "次のとおり開設してよろしいか、伺います。"}

Ok = Callable[[httpx.Response], httpx.Response]
Refused = Callable[[httpx.Response, int], str]
Decide = Callable[..., list[str]]
Opened = Callable[[Path], str]


class SnsCheck:
    """The steps about one account and one list of moves; the arguments are those of the other parts of the check."""

    def __init__(
        self, as_: Callable[[str], Visitor], data: Path, ok: Ok, refused: Refused, decide: Decide, opened: Opened
    ) -> None:
        self.as_, self.data, self.ok, self.refused, self.decide, self.opened = as_, data, ok, refused, decide, opened
        self.today = datetime.now(JST).date()
        self.first = first_of_april(self.today)
        self.account = self.change = self.handover = ""

    def steps(self) -> list[tuple[str, Callable[[], list[str]]]]:
        """Every step with what it is called."""
        return [
            ("ソーシャルメディアアカウントの開設を申請", self.apply_for),
            ("開設をほかの職員が決裁", lambda: self.decide(self.account)),
            ("確認が整うまで運用を始められない", self.refused_opening),
            ("運用手順と運用方針を様式から作り、施行する", self.texts),
            ("開設の確認を記録し、運用を始める", self.open),
            ("発信してよいかを尋ねる", self.ask),
            ("公式のアドレスかどうかを、サインインせずに尋ねる", self.official),
            ("人事異動の一覧を取り込む（誤りのある一覧は行を示して断る）", self.take_in),
            ("公表前は、人事課のほかに痕跡がない", self.unseen),
            ("公表し、4月1日の引継ぎを見る", self.publish),
            ("前任者が確認し、後任者は4月1日まで受けられない", self.hand_over),
        ]

    def apply_for(self) -> list[str]:
        """A draft with the posts that answer for it, submitted."""
        nagisa = self.as_(APPLICANT)
        made = self.ok(nagisa.post("/sns-accounts", ACCOUNT)).json()
        self.account = f"/sns-accounts/{made['id']}"
        self._name("officer", "課長")
        self._name("operator", "主事")
        done = self.ok(nagisa.act(self.account, "submit", NOTE)).json()
        return [f"{made['number']}「{made['name']}」　{made['url']}", f"今の状態は「{done['status_label']}」です。"]

    def refused_opening(self) -> list[str]:
        return [self.refused(self.as_(OFFICER).act(self.account, "open"), 422)]

    def texts(self) -> list[str]:
        """Both texts from their templates, adopted as they are."""
        izumi, lines, day = self.as_(OFFICER), [], self.today.isoformat()
        for kind in TEXTS:
            made = self._paper(self.account, f"sns_{kind}", OFFICER)
            given = {"kind": kind, "edition": "第１版", "enacted_on": day, "effective_on": day, "approver_post": "広報課長"}
            adopted = self.ok(izumi.post(f"{self.account}/texts/adopt", {**given, "document_id": made["id"]})).json()
            lines.append(f"{adopted['kind_label']}：{made['file_name']}")
        return lines

    def open(self) -> list[str]:
        """Every check answered, then the account runs."""
        izumi = self.as_(OFFICER)
        asked = self.ok(izumi.get(self.account)).json()["opening_checks"]
        answers = {one["key"]: {"good": one["wanted"]} for one in asked}
        self.ok(izumi.post(f"{self.account}/checks", {"answers": answers}, on=self.account))
        done = self.ok(izumi.act(self.account, "open")).json()
        if done["status"] != "active":
            raise Stuck(f"運用中になりません（{done['status_label']}）。")
        papers = [self._paper(self.account, key, APPLICANT)["file_name"] for key in PAPERS]
        return [f"{len(asked)}件の確認を記録し、「{done['status_label']}」になりました。", *papers, self.opened(self._folder())]

    def ask(self) -> list[str]:
        """An emergency may go out at once; residents' data never."""
        asked = {"category": "emergency", "class_code": "1", "availability": "2", "personal": False, "emergency": True}
        yes = self.ok(self.as_(APPLICANT).post(f"{self.account}/publication-check", asked)).json()
        no = self.ok(self.as_(APPLICANT).post(f"{self.account}/publication-check", asked | {"personal": True})).json()
        if not yes["publishable"] or not yes["also_on_site"] or no["publishable"]:
            raise Stuck("発信の可否が定めと異なります。")
        reasons = "".join(one["because"] for one in no["reasons"][:1])
        return [
            f"断水の情報：発信できます（承認：{yes['approver']['label']}、公式サイトにも掲載）。",
            f"個人情報：発信できません。{reasons}",
        ]

    def official(self) -> list[str]:
        """Nobody signs in for this."""
        client, lines = self.as_(APPLICANT).client, []
        everybody = httpx.Client(base_url=client.base_url, timeout=20)
        asked = (("https://twitter.com/Kakuu_Mizu?s=20", "yes"), ("https://x.com/kakuu_mizu_info", "no"))
        for url, wanted in asked:
            said = self.ok(everybody.get("/api/v1/official-sns-accounts/check", params={"url": url})).json()
            if said["answer"] != wanted:
                raise Stuck(f"{url} に「{said['answer_label']}」と答えました。")
            lines.append(f"{url}　{said['answer_label']}")
        return lines

    def take_in(self) -> list[str]:
        """A list that names nobody is refused with its row; the right one is kept until tomorrow."""
        yuta, rows = self.as_(CLERK), self._rows()
        number, *rest = rows[0]
        spoiled = yuta.client.post("/api/v1/personnel-changes", files=self._list([(f"{number}9", *rest), *rows[1:]]))
        why = self.refused(spoiled, 422)
        faults = [one["message"] for one in spoiled.json()["errors"][:1]]
        made = self.ok(yuta.client.post("/api/v1/personnel-changes", files=self._list(rows))).json()
        self.change = f"/personnel-changes/{made['id']}"
        done = self.ok(self.as_(PERSONNEL_HEAD).act(self.change, "apply")).json()
        return [why, *faults, f"{made['number']}「{made['title']}」　{done['status_label']}"]

    def unseen(self) -> list[str]:
        """Neither the list nor a handover of it, and the officer of 1 April is still the one of today."""
        izumi = self.as_(OFFICER)
        refused = self.refused(izumi.get(self.change), 404)
        if self._handovers() or self._officer_on(self.first) != self._officer_on(self.today):
            raise Stuck("公表前の異動が見えています。")
        return [refused, f"{wareki(self.first)}の責任者も「{self._officer_on(self.first)}」と示されます。"]

    def publish(self) -> list[str]:
        """Taken back and told today: 発令 and handovers are written once, and 1 April shows another officer."""
        yuta, head, today = self.as_(CLERK), self.as_(PERSONNEL_HEAD), self._list(self._rows(), days=0)
        self.ok(head.act(self.change, "withdraw", {"reason": "公表の日を早めるため。"}))
        made = self.ok(yuta.client.post("/api/v1/personnel-changes", files=today)).json()
        self.ok(head.act(f"/personnel-changes/{made['id']}", "apply"))
        again = self.refused(yuta.client.post("/api/v1/personnel-changes", files=today), 422)
        found = self._handovers()
        if len(found) != 1:
            raise Stuck(f"引継ぎが{len(found)}件あります。")
        one = found[0]
        self.handover = f"/handovers/{one['id']}"
        return [
            again,
            f"{one['number']}　{one['role_label']}「{one['title']}」　{wareki(date.fromisoformat(one['effective_on']))}",
            f"前任者　{one['giver_post']}　{one['giver_name']}　→　後任者　{one['receiver_post']}　{one['receiver_name']}",
            f"責任者：今日　{self._officer_on(self.today)}、{wareki(self.first)}　{self._officer_on(self.first)}",
        ]

    def hand_over(self) -> list[str]:
        """The giver's part is done before he leaves; the receiver's waits for the day."""
        izumi = self.as_(OFFICER)
        items = self.ok(izumi.get(self.handover)).json()["items"]
        early = self.refused(izumi.act(self.handover, "give"), 422)
        own = [{"item": one["item"], "answer": "done"} for one in items if one["by"] == "giver"]
        self.ok(izumi.act(self.handover, "confirm", {"items": own}))
        given = self.ok(izumi.act(self.handover, "give")).json()
        waits = self.refused(self.as_(SUCCESSOR).act(self.handover, "receive"), 422)
        made = self._paper(self.handover, "handover_record", OFFICER)
        return [early, *[f"前任者：{one['label']}" for one in items if one["by"] == "giver"],
                f"今の状態は「{given['status_label']}」です。", waits, made["file_name"], self.opened(self._folder())]  # fmt: skip

    def _name(self, role: str, title: str) -> None:
        posts = self.ok(self.as_(APPLICANT).get("/posts?limit=200")).json()["items"]
        post = next(one for one in posts if (one["department_name"], one["title"]) == (SECTION, title))
        given = {"role": role, "post_id": post["id"], "from_date": self.today.isoformat()}
        self.ok(self.as_(OFFICER).post(f"{self.account}/officers", given, on=self.account))

    def _rows(self) -> list[tuple[str, ...]]:
        """The officer and the head of another section change places."""
        people = self.ok(self.as_(CLERK).get("/people?limit=200")).json()["items"]
        numbers = {one["name"]: one["staff_number"] for one in people}
        names, day = {OFFICER: "仮名　泉", SUCCESSOR: "仮名　修"}, self.first.isoformat()
        places = ((OFFICER, ELSEWHERE), (SUCCESSOR, SECTION))
        return [(numbers[names[who]], names[who], "異動", day, section, "課長") for who, section in places]

    def _list(self, rows: list[tuple[str, ...]], *, days: int = 1) -> dict[str, Any]:
        """The parts of the upload; the list is told in so many days."""
        told = {"title": f"{wareki(self.first)}付け人事異動", "publish_on": (self.today + timedelta(days=days)).isoformat()}
        return {**{name: (None, value) for name, value in told.items()}, "file": ("人事異動.csv", written(rows))}

    def _handovers(self) -> list[dict[str, Any]]:
        record_id = self.account.rsplit("/", 1)[1]
        items: list[dict[str, Any]] = self.ok(self.as_(OFFICER).get(f"/handovers?record_id={record_id}")).json()["items"]
        return items

    def _officer_on(self, day: date) -> str:
        path = f"/sns-accounts/officers?level=account&on={day.isoformat()}&limit=200"
        lines = self.ok(self.as_(PR_HEAD).get(path)).json()["items"]
        officer = next(one for one in lines if one["id"] == self.account.rsplit("/", 1)[1])["officer"]
        return f"{officer['post_title']}　{officer['name']}"

    def _paper(self, record: str, template: str, person: str) -> dict[str, Any]:
        visitor = self.as_(person)
        made: dict[str, Any] = self.ok(visitor.post(f"{record}/documents", {"template": template})).json()
        content = self.ok(visitor.get(f"/documents/{made['id']}/file")).content
        if marks := unfilled_marks(content):
            raise Stuck(f"{made['file_name']} に埋まっていない箇所があります。{marks}")
        (self._folder() / made["file_name"]).write_bytes(content)
        return made

    def _folder(self) -> Path:
        folder = self.data / "ソーシャルメディアの書類"
        folder.mkdir(parents=True, exist_ok=True)
        return folder
