"""A clerk at the pages of the contracts: draft, questions, clauses, submission; what is refused is said on the page."""

import pytest

from tests.contractors.test_web import registered
from tests.contracts.test_main_path import ANSWERS
from tests.support import life
from tests.support.app import Office
from tests.support.web import Browser, Shown, signed_in

BASICS = {
    "title": "住民健康管理システム運用保守業務委託",
    "fiscal_year": "2026",
    "outline": "住民健康管理システムの運用及び保守を行う。",
    "place": "架空市役所及び受託者の事業所",
    "delivery": "",
}
METHOD = {
    "method": "open_tender",
    "predetermined_price": "６，６００，０００円",
    "starts_on": "令和8年12月1日",
    "ends_on": "R9.3.31",
    "term_kind": "single_year",
    "advance_procedure": "false",
}
MONEY = {"amount": "", "tax_exempt": "false", "is_unit_price": "false", "budget_line": "一般会計 衛生費 保健衛生費 委託料"}


def typed(answers: dict[str, object]) -> dict[str, str]:
    """Answers as the radio buttons send them."""
    return {f"answers.{key}": str(value).lower() if isinstance(value, bool) else str(value) for key, value in answers.items()}


def save(person: Browser, base: str, tab: str, given: dict[str, str]) -> Shown:
    person.get(f"{base}/edit/{tab}")
    return person.post(f"{base}/edit/{tab}", given, follow=True)


def begin(person: Browser) -> str:
    """The address of a fresh draft, made on the page."""
    person.get("/contracts/new")
    answer = person.post("/contracts/new", BASICS)
    assert answer.status == 303, answer.text
    assert answer.location.endswith("/edit/information")
    return answer.location.removesuffix("/edit/information")


def written(person: Browser) -> str:
    """A draft with everything the 施行伺 needs but its clauses."""
    base = begin(person)
    assert "自治体機密性３Ｂ" in save(person, base, "information", {**typed(ANSWERS), "_next": "stay"}).text
    for tab, given in (("method", METHOD), ("money", MONEY)):
        answer = save(person, base, tab, given)
        assert answer.status == 200, answer.text
    return base


def test_the_main_path_by_hand(office: Office) -> None:
    misaki = signed_in(office, "misaki")
    base = written(misaki)
    record = misaki.get(base)
    assert "必要な条項が" in record.text
    assert "予定価格（税込み） 6,600,000円" in record.text
    blocked = misaki.get(f"{base}/submit-plan")
    assert "今は起案できません" in blocked.text
    misaki.get(f"{base}/clauses")
    included = misaki.post(f"{base}/clauses/include-required", follow=True)
    assert "必要な条項は、全てそろっています。" in included.text
    asked = misaki.get(f"{base}/submit-plan")
    assert "健康推進課係長" in asked.text
    done = misaki.post(f"{base}/submit-plan", {"note": "次のとおり委託してよろしいか伺います。"}, follow=True)
    assert "回議に付しました" in done.text
    assert "施行伺 回議中" in done.text
    assert "健康推進課係長" in done.text


def test_a_blocked_submission_by_hand_is_refused_with_its_reason(office: Office) -> None:
    misaki = signed_in(office, "misaki")
    base = written(misaki)
    misaki.get(base)
    answer = misaki.post(f"{base}/submit-plan", {"note": "急ぎの案件です。"})
    assert answer.status == 422
    assert "必要な条項が入っていません" in answer.text


def test_nothing_typed_is_lost_on_a_fault(office: Office) -> None:
    misaki = signed_in(office, "misaki")
    base = begin(misaki)
    answer = save(misaki, base, "method", {**METHOD, "starts_on": "来年の春", "ground_reason": "理由の文"})
    assert answer.status == 422
    assert 'value="来年の春"' in answer.html
    assert "R9.3.31" in answer.html
    assert "「履行期間の始期」" in answer.text
    assert "入力内容に1件の誤りがあります" in answer.text


@pytest.mark.parametrize(
    ("tab", "given", "sentence"),
    [
        ("basics", {**BASICS, "title": ""}, "「件名」を入力してください。"),
        ("method", {**METHOD, "ends_on": "令和8年4月1日"}, "履行期間の終期は、始期以後の日にしてください。"),
        ("money", {**MONEY, "unit_prices.0.item": "はがき", "unit_prices.0.unit": "枚"}, "1行目の「単価」"),
        ("performance", {"notice_days": "たくさん"}, "「更新等を通知する日数」"),
        ("information", {"answers.zone": "moon"}, "次のいずれかを選んでください。"),
        ("information", {"information": "あ" * 300}, "200"),
    ],
)
def test_faults_are_said_in_the_words_of_the_page(office: Office, tab: str, given: dict[str, str], sentence: str) -> None:
    misaki = signed_in(office, "misaki")
    answer = save(misaki, begin(misaki), tab, given)
    assert answer.status == 422
    assert sentence in answer.text


def test_who_comes_second_sees_who_was_first_and_keeps_what_was_typed(office: Office) -> None:
    misaki, sora = signed_in(office, "misaki"), signed_in(office, "sora")
    base = begin(misaki)
    misaki.get(f"{base}/edit/basics")
    assert save(sora, base, "basics", {**BASICS, "outline": "空の書いた概要"}).status == 200
    misaki.get(f"{base}/edit/basics")
    stale = misaki.post(f"{base}/edit/basics", {**BASICS, "outline": "美咲の書いた概要", "_version": "1"})
    assert stale.status == 412
    assert "例示 空さんが" in stale.text
    assert "美咲の書いた概要" in stale.html
    again = misaki.post(f"{base}/edit/basics", {**BASICS, "outline": "美咲の書いた概要"}, follow=True)
    assert "美咲の書いた概要" in again.text


def test_the_price_is_for_few_eyes(office: Office) -> None:
    base = written(signed_in(office, "misaki"))
    for reader, sees in (("sora", True), ("kayo", True), ("noriko", False)):
        person = signed_in(office, reader)
        assert ("6,600,000円" in person.get(base).text) is sees
    assert "6,600,000" not in signed_in(office, "misaki").get("/contracts").text


def test_another_bureau_finds_nothing(office: Office) -> None:
    base = written(signed_in(office, "misaki"))
    stranger = signed_in(office, "aoi")
    for address in ("", "/clauses", "/edit/basics", "/submit-plan", "/select"):
        assert stranger.get(base + address).status == 404
    assert BASICS["title"] not in stranger.get("/contracts").text
    assert "契約は、まだ登録されていません" in stranger.get("/contracts").text


def test_the_list_is_narrowed(office: Office) -> None:
    misaki = signed_in(office, "misaki")
    written(misaki)
    finds = (
        "q=健康管理",
        "status=draft",
        "year=2026",
        "grade=3B",
        "method=open_tender",
        "year=いつか&status=nothing&department=x",
    )
    finds_nothing = ("q=道路", "status=active", "year=2025", "grade=1", "method=negotiated")
    for query in (*finds, *finds_nothing):
        page = misaki.get(f"/contracts?{query}")
        assert page.status == 200
        assert (BASICS["title"] in page.text) is (query in finds), query
        assert ("条件に合う契約はありません" in page.text) is (query in finds_nothing), query


def test_a_clause_is_taken_out_and_its_values_are_checked(office: Office) -> None:
    misaki = signed_in(office, "misaki")
    base = written(misaki)
    misaki.get(f"{base}/clauses")
    misaki.post(f"{base}/clauses/include-required", follow=True)
    changed = misaki.post(f"{base}/clauses/reporting", {"state": "included", "parameters.first_report_hours": "３"}, follow=True)
    assert "事故の第一報の期限（時間） 3" in changed.text
    refused = misaki.post(f"{base}/clauses/reporting", {"state": "included", "parameters.first_report_hours": "1000"})
    assert refused.status == 422
    assert "72以下の数を入力してください" in refused.text
    assert 'value="1000"' in refused.html
    out = misaki.post(f"{base}/clauses/reporting", {"state": "missing"}, follow=True)
    assert "必要な条項が1件入っていません" in out.text


def test_a_contractor_is_searched_and_chosen(office: Office) -> None:
    chosen = life.draft(office).to_plan()
    chosen.decide()
    base = f"/contracts/{chosen.id}"
    misaki = signed_in(office, "misaki")
    company = registered(misaki, "株式会社見本製作所")
    misaki.get(base)
    assert "相手方の選定を始めました" in misaki.post(f"{base}/start-selection", follow=True).text
    assert "見本製作所" in misaki.get(f"{base}/select?q=見本").text
    misaki.get(f"{base}/select?contractor={company}")
    given = {"contractor_id": company, "amount": "880,000", "selection_reason": "最低価格で入札したため。", "office_id": ""}
    done = misaki.post(f"{base}/select", given, follow=True)
    assert "相手方を決定しました" in done.text
    assert "880,000円" in done.text
    assert "見本製作所" in misaki.get(f"/contractors/{company}").text
    assert chosen.id in " ".join(misaki.get(f"/contractors/{company}").links())
    conclude(misaki, office, base)


def conclude(person: Browser, office: Office, base: str) -> None:
    """What the conclusion still needs is asked for on two pages; the settled ones are closed."""
    assert person.get(f"{base}/edit").location == f"{base}/edit/money"
    assert person.get(f"{base}/edit/method").status == 404
    money = {"amount": "880,000", "tax_exempt": "false", "deposit_kind": "exempt", "deposit_exempt_reason": "契約規則の定めによる",
             "concluded_on": "令和8年11月30日", "budget_line": "一般会計 衛生費 委託料"}  # fmt: skip
    assert "うち消費税及び地方消費税の額 80,000円" in save(person, base, "money", {**money, "_next": "stay"}).text
    staff = {"supervisor_id": str(office.town.people["kenichi"]), "inspector_id": str(office.town.people["sora"]),
             "obligation_number": "令8-1234", "contractor_officer_name": "見本 守", "handed_documents.0.title": "実施手順（抜粋）",
             "handed_documents.0.handed_on": "令和8年12月1日", "handed_documents.1.title": "連絡表"}  # fmt: skip
    record = save(person, base, "performance", staff)
    assert "契約後に対策を確かめる計画と、その期限を入力してください" in record.text
    person.get(f"{base}/suitability")
    plan = {"confirmation_plan": "チェックシートにより確かめる。", "confirmation_due": "令和9年1月29日"}
    saved = person.post(f"{base}/suitability/plan", plan, follow=True)
    assert "契約後に確認する" in saved.text
    record = person.get(base)
    assert "次の手続に必要なものは、そろっています。" in record.text
    assert "実施手順（抜粋） 令和8年12月1日 連絡表" in record.text
    person.get(f"{base}/submit-conclusion")
    done = person.post(f"{base}/submit-conclusion", {"note": "契約を締結してよろしいか伺います。"}, follow=True)
    assert "契約締結伺 回議中" in done.text


def test_a_step_needs_its_reason(office: Office) -> None:
    misaki = signed_in(office, "misaki")
    base = begin(misaki)
    misaki.get(base)
    refused = misaki.post(f"{base}/withdraw", {"reason": " "})
    assert refused.status == 422
    assert "「取り下げる」の理由を入力してください。" in refused.text
    misaki.get(base)
    done = misaki.post(f"{base}/withdraw", {"reason": "来年度に行うため。"}, follow=True)
    assert "取り下げた（「取下げ」へ）" in done.text
    assert "来年度に行うため。" in done.text


def test_a_form_without_its_token_does_nothing(office: Office) -> None:
    misaki = signed_in(office, "misaki")
    base = begin(misaki)
    assert misaki.post(f"{base}/edit/basics", BASICS, token="wrong").status == 403
