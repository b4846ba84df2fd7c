"""The pages of the handovers, as a browser without JavaScript uses them."""

from tests.personnel_changes.handovers.held import account, all_handovers, appointed, contract
from tests.support.app import Office
from tests.support.web import signed_in


def test_a_handover_from_the_first_page_to_its_end(office: Office) -> None:
    account(office, "見本1")
    appointed(office, "sora", "health-head")
    row = all_handovers(office)[0]
    path = f"/handovers/{row.id}"
    giver = signed_in(office, "kenichi")
    assert "見本1のアカウント" in giver.get("/").text
    listed = giver.get("/handovers")
    assert row.number in listed.text and "あなたの確認待ち" in listed.text
    shown = giver.get(path)
    assert shown.status == 200 and "多要素認証に使う機器を引き渡した" in shown.text
    sent = {"items.0.answer": "not_needed"}
    for place, item in enumerate(one for one in _mine(office, "kenichi", path)):
        sent[f"items.{place}.item"] = item
        sent.setdefault(f"items.{place}.answer", "done")
    refused = giver.post(f"{path}/confirm", sent)
    assert refused.status == 422 and "該当なしとする理由を入力してください" in refused.text
    told = giver.post(f"{path}/confirm", {**sent, "items.0.note": "機器を用いていない。"}, follow=True)
    assert "確認した事項を記録しました。" in told.text and "機器を用いていない。" in told.text
    told = giver.post(f"{path}/edit", {"remark": "原稿は共有フォルダにある。"}, follow=True)
    assert "引継ぎの内容を保存しました。" in told.text
    told = giver.post(f"{path}/give", {}, follow=True)
    assert "受領待ち" in told.text and "原稿は共有フォルダにある。" in told.text

    receiver = signed_in(office, "sora")
    assert "見本1のアカウント" in receiver.get("/").text
    sent = {}
    for place, item in enumerate(_mine(office, "sora", path)):
        sent |= {f"items.{place}.item": item, f"items.{place}.answer": "done"}
    receiver.get(path)
    receiver.post(f"{path}/confirm", sent, follow=True)
    told = receiver.post(f"{path}/receive", {}, follow=True)
    assert "完了" in told.text
    told = receiver.post(f"{path}/documents", {}, follow=True)
    assert "を作成しました。内容を確かめてください。" in told.text


def _mine(office: Office, who: str, path: str) -> list[str]:
    return [one["item"] for one in office.as_(who).get(path).json()["items"] if one["mine"]]


def test_the_office_names_who_takes_over(office: Office) -> None:
    contract(office, "契約-1", "misaki")
    appointed(office, "misaki", "tax-staff", replaces=True)
    row = all_handovers(office)[0]
    head = signed_in(office, "kenichi")
    shown = head.get(f"/handovers/{row.id}")
    assert "後任者が決まっていません" in shown.text
    told = head.post(f"/handovers/{row.id}/name-receiver", {"receiver_id": str(office.town.people["sora"])}, follow=True)
    assert "後任者を指定しました。" in told.text and "例示 空" in told.text
    listed = signed_in(office, "setsuko").get("/handovers?view=all&status=open")
    assert row.number in listed.text
    assert signed_in(office, "fumi").get(f"/handovers/{row.id}").status == 404


def test_an_appointment_on_the_page_of_a_person_makes_the_handover(office: Office) -> None:
    account(office, "見本1")
    clerk = signed_in(office, "setsuko")
    path = f"/admin/people/{office.town.people['sora']}/appointments/new"
    clerk.get(path)
    typed = {
        "post_id": str(office.town.posts["health-head"]), "kind": "principal", "from_date": "令和8年11月24日", "replaces": "true",
    }  # fmt: skip
    assert "発令を登録しました。" in clerk.post(path, typed, follow=True).text
    row = all_handovers(office)[0]
    assert (row.giver_name, row.receiver_name) == ("仮名　健一", "例示　空")
    assert row.number in clerk.get("/handovers?view=all").text
