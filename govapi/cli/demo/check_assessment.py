"""The part of the check about the contractor: a check sheet goes out, the filled Excel comes back, the verdict sets the next date."""

from collections.abc import Callable
from pathlib import Path

import httpx

from govapi.cli.demo.respondent import filled
from govapi.cli.demo.visitors import Stuck, Visitor
from govapi.kit.japan.era import parse_date_ja, wareki

REVIEWER = "mio"
WEAK = {"H4-1": ("一部実施", "机上の訓練に限り行っている。来年度に実地の訓練を行う。")}

Ok = Callable[[httpx.Response], httpx.Response]
Refused = Callable[[httpx.Response, int], str]


class AssessmentCheck:
    """The steps about one contractor; ``as_`` gives the visitors of the whole check."""

    def __init__(self, as_: Callable[[str], Visitor], data: Path, ok: Ok, refused: Refused) -> None:
        self.as_, self.data, self.ok, self.refused = as_, data, ok, refused
        self.assessment = self.sheet = ""
        self.book = b""

    def send(self, contractor_id: str) -> list[str]:
        """A round is made ready and sent; the workbook lies on disk as it would be mailed."""
        mio = self.as_(REVIEWER)
        found = self.ok(mio.get(f"/contractors/{contractor_id}/assessments")).json()["items"]
        assessment = next(one for one in found if one["next_review_on"])
        self.assessment = f"/assessments/{assessment['id']}"
        sheet = self.ok(mio.post(f"{self.assessment}/check-sheets", {"occasion": "regular"}, on=self.assessment)).json()
        self.sheet = f"/check-sheets/{sheet['id']}"
        self.ok(mio.act(self.sheet, "send"))
        self.book = self.ok(mio.get(f"{self.sheet}/workbook")).content
        path = self._kept("送付用.xlsx", self.book)
        return [
            f"{assessment['number']}　{assessment['contractor_name']}　{assessment['tier_label']}",
            f"{sheet['number']}　{path}",
        ]

    def take_back(self) -> list[str]:
        """A workbook with an answer that does not do is refused by its cell; the right one is taken."""
        spoiled = filled(self.book, {"H4-1": ("訓練中", "")}, name="見本　次郎", title="情報管理部長")
        refused = self._returned(spoiled)
        sentence = self.refused(refused, 422)
        cells = [one["message"] for one in refused.json()["errors"]]
        if not any("!" in one for one in cells):
            raise Stuck(f"誤りのあるセルが示されません。{cells}")
        whole = filled(self.book, WEAK, name="見本　次郎", title="情報管理部長")
        self.ok(self._returned(whole))
        status = self.ok(self.as_(REVIEWER).get(self.sheet)).json()["status_label"]
        return [
            sentence,
            *cells[:1],
            f"直した回答票を受け付けました。{self._kept('返送.xlsx', whole)}",
            f"今の状態は「{status}」です。",
        ]

    def propose(self) -> list[str]:
        """Every answer is looked at, and the verdict is asked for."""
        mio = self.as_(REVIEWER)
        asked = [one["question"] for one in self.ok(mio.get(f"{self.sheet}/answers")).json()["items"]]
        verdicts = [{"question": one, "verdict": "accepted"} for one in asked]
        self.ok(mio.put(f"{self.sheet}/verdicts", {"verdicts": verdicts}, on=self.sheet))
        score = self.ok(mio.get(f"{self.sheet}/breakdown")).json()["score"]
        given = {"verdict": "fit", "opinion": "回答及び証跡を確かめた。", "note": "次のとおり評価してよろしいか、伺います。"}
        self.ok(mio.act(self.sheet, "submit", given))
        return [f"{len(asked)}問の回答を確かめ、「適合」とする評価を伺いました（参考の点数{score}点）。"]

    def next_date(self) -> list[str]:
        """The date of the next review, and why that day."""
        found = self.ok(self.as_(REVIEWER).get(self.assessment)).json()
        if found["status"] != "fit" or not found["next_review_on"] or not found["next_cause_label"]:
            raise Stuck(f"次回の評価日が定まりません。{found['status_label']}")
        day = parse_date_ja(found["next_review_on"])
        return [f"{found['status_label']}。次回の評価は{wareki(day)}まで", f"理由：{found['next_cause_label']}"]

    def _returned(self, book: bytes) -> httpx.Response:
        return self.as_(REVIEWER).upload(f"{self.sheet}/workbook", "回答票.xlsx", book, on=self.sheet)

    def _kept(self, name: str, content: bytes) -> Path:
        folder = self.data / "回答票"
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / name
        path.write_bytes(content)
        return path
