"""A clerk's way through the pages of this room: found, demanded, answered, checked; a measure; an incident told and filed."""

from datetime import datetime
from typing import Any

import pytest

from govapi.kit.clock import JST
from tests.files.samples import pdf
from tests.measures.records import BODY, INCIDENT, PROPOSAL, act, decided, escalated, found, incident, measure, proposal, replied
from tests.support.app import Office
from tests.support.life import Life, decide, draft
from tests.support.web import Browser, signed_in

FINDING = {**BODY, "found_on": "R8.12.1"}
MENDED = {name: value for name, value in FINDING.items() if not name.startswith("source")}
HAPPENED: dict[str, Any] = {
    **{name: value for name, value in INCIDENT.items() if isinstance(value, str)},
    "occurred_at": "2026-12-01T08:00", "contractor_knew_at": "2026-12-01T08:30", "city_knew_at": "2026-12-01T09:00",
    "personal": "true", "sensitive": "true", "person_count": "３", "items": ["氏名", "住所"],
}  # fmt: skip


@pytest.fixture
def life(office: Office) -> Life:
    return draft(office).to_active()


def step(person: Browser, url: str, action: str, typed: dict[str, Any] | None = None) -> str:
    """Opens the page of a step and sends its form; the text of the page that follows."""
    assert person.get(f"{url}/{action}").status == 200
    return person.post(f"{url}/{action}", typed or {}, follow=True).text


def test_a_finding_from_the_contract_to_its_end(office: Office, life: Life) -> None:
    misaki, sora = signed_in(office, "misaki"), signed_in(office, "sora")
    contract = misaki.get(life.path)
    link = f"/findings/new?contract_id={life.id}"
    assert link in contract.links()
    asked = misaki.get(link)
    assert "従業者" in asked.text or "教育" in asked.text
    made = misaki.post("/findings/new", {**FINDING, "contract_id": life.id, "contractor_id": life.now()["contractor_id"]})
    url = made.location
    record = misaki.get(url)
    assert "指摘-2026-0001" in record.text and "改善を要求する" in record.text and "情報セキュリティポリシー 6(5)" in record.text
    assert "改善要求中" in step(misaki, url, "request-improvement", {"demanded": "直すこと。", "deadline": "R8.12.25"})
    assert "期限のある仕事" in misaki.last.text and "令和8年12月25日まで" in misaki.last.text  # type: ignore[union-attr]
    assert "回答あり" in step(misaki, url, "record-reply", {"reply": "直した。", "received_on": "R8.12.1"})
    own = misaki.get(url)
    assert "回答を記録した職員は、改善を確認できません" in own.text
    file = {"file": ("改善報告書.pdf", pdf(), "application/pdf")}
    assert "添付しました" in misaki.post(f"{url}/files", {}, files=file, follow=True).text
    assert "改善済" in step(sora, url, "confirm", {"confirmation": "名簿を見た。"})
    assert "改善報告書.pdf" in sora.get(url).text
    assert url in misaki.get(life.path).links()
    assert url in misaki.get("/findings").links() and "指摘はありません" in misaki.get("/findings?late=1").text


def test_what_is_wrong_in_a_finding_is_said_and_nothing_is_lost(office: Office, life: Life) -> None:
    misaki = signed_in(office, "misaki")
    ids = {"contract_id": life.id, "contractor_id": life.now()["contractor_id"]}
    misaki.get(f"/findings/new?contract_id={life.id}")
    wrong = misaki.post("/findings/new", {**FINDING, **ids, "title": ""})
    assert wrong.status == 422 and "「件名」を入力してください。" in wrong.text and BODY["content"] in wrong.html
    lacking = misaki.post("/findings/new", {**FINDING, **ids, "clause_key": "my_number"})
    assert lacking.status == 422 and "入っていない条項です" in lacking.text
    assert "どの契約又は委託先についての指摘か" in misaki.get("/findings/new").text


def test_what_was_typed_is_kept_when_the_step_has_been_taken_meanwhile(office: Office, life: Life) -> None:
    url, misaki = f"/findings/{found(office, life)['id']}", signed_in(office, "misaki")
    step(misaki, url, "request-improvement", {"demanded": "直すこと。", "deadline": "R8.12.25"})
    old = misaki.get(f"{url}/record-reply").hidden("_version")
    assert "回答あり" in step(misaki, url, "record-reply", {"reply": "先の回答", "received_on": "R8.12.1"})
    late = misaki.post(f"{url}/record-reply", {"reply": "遅れた回答", "received_on": "R8.12.1", "_version": old})
    assert late.status == 412 and "ほかの人が先に更新しています" in late.text
    assert "「回答の内容」 遅れた回答" in late.text and "先の回答" not in late.text


def test_a_finding_is_mended_and_another_was_first(office: Office, life: Life) -> None:
    url, misaki = f"/findings/{found(office, life)['id']}", signed_in(office, "misaki")
    old = misaki.get(f"{url}/edit").hidden("_version")
    assert "保存しました" in misaki.post(f"{url}/edit", {**MENDED, "title": "改めた件名"}, follow=True).text
    misaki.get(f"{url}/edit")
    stale = misaki.post(f"{url}/edit", {**MENDED, "title": "遅れた件名", "_version": old})
    assert stale.status == 412 and "ほかの人が先に更新しています" in stale.text and "遅れた件名" in stale.html


def test_another_demand_and_the_way_to_a_measure(office: Office, life: Life) -> None:
    finding = replied(office, life)
    url, misaki, kenichi = f"/findings/{finding['id']}", signed_in(office, "misaki"), signed_in(office, "kenichi")
    typed = {"reason": "三人が受講していないため。", "demanded": "全員を受講させること。", "deadline": "R8.12.20"}
    assert "第2回" in step(misaki, url, "insist", typed)
    kenichi.get(url)
    moved = kenichi.post(f"{url}/escalate", {"reason": "改善の見込みがないため。"}, follow=True)
    assert "措置に移行" in moved.text and "契約に基づく措置を起案してください" in moved.text
    link = f"/measures/new?contract_id={life.id}&finding_id={finding['id']}"
    assert link in misaki.get(url).links()
    misaki.get(link)
    typed = {
        "contract_id": life.id, "finding_id": finding["id"], "kind": "suspend", "clause_key": "breach_damages",
        "reason": "改善しないため。", "demand": "", "effective_on": "R8.12.1", "until": "", "amount": "",
    }  # fmt: skip
    made = misaki.post("/measures/new", typed).location
    assert "一時中断" in misaki.get(made).text
    assert "回議に付しました" in step(misaki, made, "submit", {"note": "伺います。"})
    decide(office, made.removeprefix("/measures/"))
    assert "措置通知書を作成し" in misaki.get(made).text
    assert "一時中断" in misaki.get(life.path).text and made in misaki.get(life.path).links()
    kenichi.get(made)
    assert "中断の解除" in kenichi.post(f"{made}/lift", {"reason": "教育を終えたため。"}, follow=True).text
    assert made in misaki.get("/measures?kind=suspend").links()


def test_a_measure_is_mended_and_paid(office: Office, life: Life) -> None:
    drafted, misaki = measure(office, life), signed_in(office, "misaki")
    url = f"/measures/{drafted['id']}"
    misaki.get(f"{url}/edit")
    typed = {"clause_key": "reporting", "reason": "改めた理由", "demand": "", "effective_on": "R8.12.2", "until": ""}
    assert "改めた理由" in misaki.post(f"{url}/edit", typed, follow=True).text
    claim = decided(office, life, kind="damages", until=None, amount=50_000, finding_id=escalated(office, life)["id"])
    url = f"/measures/{claim['id']}"
    assert "未納付" in misaki.get(url).text
    wrong = misaki.post(f"{url}/payments", {"paid_on": "R8.12.1", "amount": "60,000"})
    assert wrong.status == 422 and "超えています" in wrong.text
    assert "残り 0円" in misaki.post(f"{url}/payments", {"paid_on": "R8.12.1", "amount": "50,000"}, follow=True).text


def test_an_incident_from_the_contract_to_its_end(office: Office, life: Life) -> None:
    misaki, kenichi = signed_in(office, "misaki"), signed_in(office, "kenichi")
    link = f"/incidents/new?contract_id={life.id}"
    assert link in misaki.get(life.path).links()
    assert "本人の情報は、登録しないでください" in misaki.get(link).text
    url = misaki.post("/incidents/new", {**HAPPENED, "contract_ids": life.id}).location
    record = misaki.get(url)
    assert "要配慮個人情報が含まれるため、人数にかかわらず報告の対象です。" in record.text
    assert "R8.12.5" in record.text and "未報告" in record.text and "未通報" in record.text and "氏名、住所" in record.text
    assert "事故対応中" in misaki.get(life.path).text
    for one in ("section_head", "csirt", "ciso", "prefecture_ministry"):
        assert misaki.get(f"{url}/tellings/new?step={one}").status == 200
        typed = {"step": one, "told_at": "2026-12-01T09:30", "told_by": "架空　美咲", "told_to": "仮名　健一", "remark": ""}
        assert "通報を記録しました" in misaki.post(f"{url}/tellings/new", typed, follow=True).text
    for one in ("preliminary", "final"):
        misaki.get(f"{url}/filings/new?law=personal_information&clock={one}")
        typed = {
            "law": "personal_information",
            "clock": one,
            "reported_at": "2026-12-01T09:40",
            "reported_to": "",
            "reference": "受付1",
            "remark": "",
        }
        assert "報告を記録しました" in misaki.post(f"{url}/filings/new", typed, follow=True).text
    assert "令和8年12月1日に通知" in step(misaki, url, "settle-notice", {"notified_on": "R8.12.1", "notified_how": "電話"})
    typed = {**HAPPENED, "cause": "確認を怠った。", "prevention": "二人で行う。"}
    assert "二人で行う。" in step(misaki, url, "edit", typed)
    misaki.get(url)
    assert "収束" in misaki.post(f"{url}/contain", {}, follow=True).text
    kenichi.get(url)
    assert "終結" in kenichi.post(f"{url}/close", {}, follow=True).text
    assert url in misaki.get("/incidents?status=closed").links()
    assert "事故対応中" not in misaki.get(life.path).text


def test_wrong_moments_are_said_and_typed_ones_stay(office: Office, life: Life) -> None:
    misaki = signed_in(office, "misaki")
    misaki.get(f"/incidents/new?contract_id={life.id}")
    wrong = misaki.post("/incidents/new", {**HAPPENED, "contract_ids": life.id, "contractor_knew_at": "2026-12-01T07:00"})
    assert wrong.status == 422 and "発生した日時以後" in wrong.text and 'value="2026-12-01T07:00"' in wrong.html
    assert "関係する契約を選んでください" in misaki.get("/incidents/new").text


def test_a_further_contract_is_found_and_added(office: Office, life: Life) -> None:
    other, row, misaki = draft(office, title="別の業務委託").to_concluded(), incident(office, life), signed_in(office, "misaki")
    url = f"/incidents/{row['id']}/contracts"
    assert "別の業務委託" in misaki.get(url).text
    added = misaki.post(url, {"contract_id": other.id}, follow=True)
    assert "関係する契約に追加しました" in added.text and "別の業務委託" in added.text
    assert row["number"] in misaki.get(other.path).text


def test_a_late_incident_is_marked_on_every_page(office: Office, life: Life) -> None:
    row = incident(office, life)
    office.clock.go_to(datetime(2026, 12, 7, 10, tzinfo=JST))
    misaki = signed_in(office, "misaki")
    assert "期限超過" in misaki.get("/incidents").text
    assert "遅延" in misaki.get(f"/incidents/{row['id']}").text


def test_a_proposal_from_a_finding_to_the_restriction(office: Office, life: Life) -> None:
    finding, misaki, kayo = found(office, life), signed_in(office, "misaki"), signed_in(office, "kayo")
    asked = misaki.get(f"/suspension-proposals/new?finding_id={finding['id']}")
    assert BODY["content"] in asked.html and "契約に基づく措置ではありません" in asked.text
    ids = {"contractor_id": finding["contractor_id"], "contract_id": life.id, "finding_id": finding["id"]}
    url = misaki.post("/suspension-proposals/new", {**PROPOSAL, **ids, "addressee": "契約検査課長"}).location
    assert "３月の指名停止" in misaki.get(url).text
    assert "保存しました" in step(misaki, url, "edit", {**PROPOSAL, "addressee": "契約検査課長"})
    assert "具申中" in misaki.post(f"{url}/send", {}, follow=True).text
    typed = {
        "result": "suspended",
        "answered_on": "R8.12.1",
        "answer": "",
        "suspended_from": "R8.12.2",
        "suspended_until": "R9.3.1",
    }
    assert "委託先に記録してください" in step(kayo, url, "answer", typed)
    assert "記録済み" in kayo.post(f"{url}/record-restriction", {}, follow=True).text
    assert url in kayo.get("/suspension-proposals").links()


def test_strangers_find_no_page(office: Office, life: Life) -> None:
    aoi = signed_in(office, "aoi")
    urls = [
        f"/findings/{found(office, life)['id']}",
        f"/incidents/{incident(office, life)['id']}",
        f"/measures/{measure(office, life)['id']}",
        f"/suspension-proposals/{proposal(office, life)['id']}",
    ]
    assert [aoi.get(url).status for url in urls] == [404] * 4
    for path in ("/findings", "/measures", "/incidents", "/suspension-proposals"):
        assert aoi.get(path).status == 200
    finding = act(office, found(office, life), "request-improvement", {"demanded": "直すこと。"})
    assert aoi.get(f"/findings/{finding['id']}/record-reply").status == 404
