"""The yearly confirmation through its pages, without JavaScript."""

from datetime import datetime, time

from govapi.kit.clock import JST
from tests.cloud_services.uses.records import permitted
from tests.support.app import Office
from tests.support.web import signed_in


def test_asked_answered_and_read_again(office: Office) -> None:
    use = permitted(office)["id"]
    office.clock.go_to(datetime.combine(datetime(2027, 11, 24), time(10), JST))
    misaki = signed_in(office, "misaki")
    record = misaki.get(f"/cloud-uses/{use}")
    url = f"/cloud-uses/{use}/confirmations/new"
    assert "確認の時期" in record.text and url in record.links()
    assert signed_in(office, "haru").get(url).status == 403
    page = misaki.get(url)
    keys = [part.split('"')[0] for part in page.html.split('.key" value="')[1:]]
    good = {one["key"]: one["good"] for one in office.as_("misaki").get(f"{url[:-18]}/confirmation-sheet").json()["questions"]}
    assert keys == list(good)
    answers = {f"answers.{index}.key": key for index, key in enumerate(keys)}
    answers |= {f"answers.{index}.answer": str(good[key]).lower() for index, key in enumerate(keys)}
    first = str(not good[keys[0]]).lower()
    wrong = misaki.post(url, answers | {"answers.0.answer": first, "result": "continue"})
    assert (
        wrong.status == 422 and "状況と今後の対応を説明してください" in wrong.text and 'href="#f-answers-0-remark"' in wrong.html
    )
    bare = misaki.post(url, {**{k: v for k, v in answers.items() if k != "answers.1.answer"}, "result": "continue"})
    assert bare.status == 422 and 'href="#f-answers-1-answer"' in bare.html
    done = misaki.post(url, answers | {"result": "change", "remark": "利用者が増えた。"}, follow=True)
    assert "続けて、利用の変更を申請してください" in done.text and "利用者が増えた。" in done.text
    made = next(link for link in done.links() if "/confirmations/" in link and not link.endswith("new"))
    assert "利用の内容を変更する" in misaki.get(made).text
