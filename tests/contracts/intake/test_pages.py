"""The import in the browser: take the workbook, look it through, register it once, see what is lacking."""

from tests.contracts.intake.books import ROW, address, filled, template_of
from tests.support.app import Office
from tests.support.web import Browser, Shown, signed_in

PAGE = "/contracts/intake"


def hand_in(person: Browser, data: bytes | None, act: str) -> Shown:
    person.get(PAGE)
    files = {"file": ("移行登録.xlsx", data)} if data is not None else {"file": ("", b"")}
    return person.post(PAGE, {"act": act}, files=files)


def test_from_the_template_to_the_gaps(office: Office) -> None:
    kayo = signed_in(office, "kayo")
    shown = kayo.get(PAGE)
    assert shown.status == 200 and f"{PAGE}/template" in shown.links()
    taken = kayo.get(f"{PAGE}/template")
    assert taken.status == 200 and "attachment" in taken.headers["content-disposition"]
    data = filled(template_of(office.as_("kayo")), [ROW])
    looked = hand_in(kayo, data, "check")
    assert looked.status == 200 and "誤りはありません" in looked.text
    assert office.as_("kayo").get("/contracts").json()["items"] == []
    done = hand_in(kayo, data, "store")
    assert (done.status, done.location) == (303, f"{PAGE}/gaps")
    listed = kayo.get(done.location)
    assert "1件の契約を移行登録しました（移行-0001）" in listed.text
    assert (
        "税証明受付業務委託" in listed.text
        and "「再委託の制限」がありません" in listed.text
        and "次の更新で入れる" in listed.text
    )
    again = hand_in(kayo, data, "store")
    assert again.status == 409 and "全て登録済みです" in again.text


def test_faults_stand_in_a_table_by_cell(office: Office) -> None:
    kayo = signed_in(office, "kayo")
    template = template_of(office.as_("kayo"))
    for act in ("check", "store"):
        shown = hand_in(kayo, filled(template, [ROW | {"section": "隣町税務課", "amount": "約百万円"}]), act)
        assert shown.status == 422 and "ファイルに2件の誤りがあるため" in shown.text
        assert f"{address(template, 'section')} 所管課 この団体の組織にない課です" in shown.text
        assert f"{address(template, 'amount')} 契約金額（税込み）" in shown.text


def test_what_is_no_workbook_is_said_beside_the_file(office: Office) -> None:
    kayo = signed_in(office, "kayo")
    assert "様式（.xlsx）を選んでください" in hand_in(kayo, None, "store").text
    spoiled = hand_in(kayo, b"not a workbook", "store")
    assert spoiled.status == 415 and "ファイルを開けません" in spoiled.text


def test_gaps_are_filtered_by_section_and_read_rule(office: Office) -> None:
    kayo = signed_in(office, "kayo")
    hand_in(kayo, filled(template_of(office.as_("kayo")), [ROW]), "store")
    tax, schools = (office.town.departments[key] for key in ("tax", "schools"))
    assert "税証明受付業務委託" in kayo.get(f"{PAGE}/gaps?department={tax}").text
    assert "不足のある契約はありません" in kayo.get(f"{PAGE}/gaps?department={schools}").text
    assert "税証明受付業務委託" not in signed_in(office, "aoi").get(f"{PAGE}/gaps").text
