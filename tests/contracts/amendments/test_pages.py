"""A clerk changes a running contract on the pages: old beside new, the clauses it brings in, decision and paper."""

import re
from html import unescape

import pytest

from tests.contracts.test_web import typed
from tests.support.app import Office
from tests.support.life import HOLDERS, NOTHING_SAID, RESIDENTS, Life, circulation, decide, draft
from tests.support.web import Browser, Shown, signed_in

REASON = "対象者の増加により数量を変更するため。"


@pytest.fixture
def life(office: Office) -> Life:
    """A contract in performance since 1 December."""
    return draft(office).to_active()


def kept(shown: Shown) -> dict[str, str]:
    """The terms as the form shows them, so that they go back as they were."""
    fields = dict(
        re.findall(r'<input class="[^"]*" id="[^"]*" name="(changes\.[^"]+)" type="text"[^>]*? value="([^"]*)"', shown.html)
    )
    fields |= {
        name: text.strip() for name, text in re.findall(r'<textarea[^>]*name="(changes\.[^"]+)"[^>]*>([^<]*)<', shown.html)
    }
    fields |= dict(re.findall(r'name="(changes\.[^"]+)" value="([^"]*)" checked', shown.html))
    return {name: unescape(value) for name, value in fields.items()}


def begun(person: Browser, life: Life, **changes: str) -> Shown:
    form = person.get(f"{life.path}/amendments/new")
    given = {"reason": REASON, "effective_on": "令和8年12月1日", **kept(form), **changes}
    return person.post(f"{life.path}/amendments/new", given)


def test_from_the_contract_to_the_decision(office: Office, life: Life) -> None:
    misaki = signed_in(office, "misaki")
    assert f"{life.path}/amendments/new" in misaki.get(life.path).links()
    form = misaki.get(f"{life.path}/amendments/new")
    assert "今の契約：金８８０，０００円" in form.text
    answer = begun(misaki, life, **{"changes.amount": "１，９８０，０００円", "changes.ends_on": "R9.3.20"})
    assert answer.status == 303, answer.text
    record = misaki.get(answer.location)
    assert "契約金額（税込み） 金８８０，０００円 金１，９８０，０００円" in record.text
    assert "令和９年３月２０日" in record.text
    changed = office.as_("misaki").get(answer.location).json()["changes"]
    assert [row["field"] for row in changed] == ["amount", "ends_on"]  # what was left alone is no change
    assert life.now()["status"] == "amending"
    misaki.get(f"{answer.location}/submit")
    assert "回議に付しました" in misaki.post(f"{answer.location}/submit", {"note": "伺います。"}, follow=True).text
    approval = circulation(office, answer.location.removeprefix("/amendments/"))
    decider = HOLDERS[approval["steps"][-1]["post_title"]]
    assert answer.location in signed_in(office, decider).get(f"/approvals/{approval['id']}").links()
    decide(office, approval["record_id"])
    decided = misaki.get(answer.location)
    assert "決裁済" in decided.text and "効力発生" in decided.text
    contract = misaki.get(life.path)
    assert answer.location in contract.links()
    assert "1,980,000円" in contract.text


def test_its_paper_stands_on_its_page(office: Office, life: Life) -> None:
    misaki = signed_in(office, "misaki")
    url = begun(misaki, life, **{"changes.amount": "1980000"}).location
    assert "まだ作成していません" in misaki.get(url).text
    assert f"{life.path}/documents" in misaki.get(url).links()


def test_new_information_brings_its_clauses(office: Office) -> None:
    plain = draft(office, answers=NOTHING_SAID).to_active()
    misaki = signed_in(office, "misaki")
    answers = {f"changes.{name}": value for name, value in typed(dict(RESIDENTS)).items()}
    url = begun(misaki, plain, **answers, **{"changes.information": "健康診査の結果"}).location
    record = misaki.get(url)
    assert "この変更により、次の条項が新たに必要になります" in record.text
    assert "はい" in record.text and "いいえ" in record.text
    missing = office.as_("misaki").get(url).json()["missing_clauses"]
    form = misaki.get(f"{url}/edit")
    assert "新たに必要" in form.text
    given = {"reason": REASON, "effective_on": "R8.12.1", **kept(form), **answers, "clauses": missing}
    assert "次の条項が新たに必要" not in misaki.post(f"{url}/edit", given, follow=True).text
    assert sorted(office.as_("misaki").get(url).json()["clauses"]) == sorted(missing)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"reason": ""}, "「理由」を入力してください。"),
        ({"changes.amount": ""}, "「契約金額（税込み）」は空にできません。"),
        ({"changes.amount": "たくさん"}, "「契約金額（税込み）」"),
        ({"changes.ends_on": "R8.4.1"}, "履行期間の終期は、始期以後の日にしてください。"),
        ({"clauses": "no_such"}, "条項集にありません"),
    ],
)
def test_what_is_refused_is_said(office: Office, life: Life, changes: dict[str, str], sentence: str) -> None:
    answer = begun(signed_in(office, "misaki"), life, **{"changes.outline": "書き直した概要", **changes})
    assert answer.status == 422
    assert sentence in answer.text
    assert "書き直した概要" in answer.html
    assert life.now()["status"] == "active"


def test_given_up_the_contract_goes_on(office: Office, life: Life) -> None:
    misaki = signed_in(office, "misaki")
    url = begun(misaki, life, **{"changes.amount": "990000"}).location
    misaki.get(url)
    assert "取下げ" in misaki.post(f"{url}/withdraw", {"reason": "変更を要しなくなったため。"}, follow=True).text
    assert life.now()["status"] == "active"


def test_others_find_no_form(office: Office, life: Life) -> None:
    assert signed_in(office, "aoi").get(f"{life.path}/amendments/new").status == 404
    assert f"{life.path}/amendments/new" not in signed_in(office, "jiro").get(life.path).links()
