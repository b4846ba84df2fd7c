"""A clerk issues a link on the page of its check sheet and takes it back; the address stands there once."""

import re

from tests.assessments.links.visits import awaiting, issued, switch, visitor
from tests.support.app import Office
from tests.support.web import signed_in


def test_the_address_stands_on_the_page_once(office: Office) -> None:
    switch(office)
    round_, misaki = awaiting(office), signed_in(office, "misaki")
    page = misaki.get(f"{round_.path}/links")
    assert "アドレスを画面から写して送ります" in page.text
    shown = misaki.post(f"{round_.path}/links", {"expires_on": "", "mail": "false"})
    assert shown.status == 200 and "二度と表示できません" in shown.text
    found = re.search(r'id="address" type="text" readonly value="([^"]+)"', shown.html)
    assert found and visitor(office, found[1]).get().status == 200
    again = misaki.get(f"{round_.path}/links")
    assert found[1] not in again.html and "回答できる" in again.text and "1回" in again.text


def test_it_goes_to_the_contact_where_there_is_one(office: Office) -> None:
    switch(office, smtp_url="smtp://127.0.0.1:1")
    round_, misaki = awaiting(office, contact_email="mamoru@example.jp"), signed_in(office, "misaki")
    assert "mamoru@example.jp" in misaki.get(f"{round_.path}/links").text
    shown = misaki.post(f"{round_.path}/links", {"expires_on": "令和8年12月31日", "mail": "true"})
    assert "mamoru@example.jpに電子メールで送りました。" in shown.text and "R8.12.31まで" in shown.text


def test_it_is_taken_back(office: Office) -> None:
    switch(office)
    round_, misaki = awaiting(office), signed_in(office, "misaki")
    link = issued(round_)
    misaki.get(f"{round_.path}/links")
    url = f"{round_.path}/links/{link['id']}/revoke"
    gone = misaki.post(url, {"_version": str(link["version"])}, follow=True)
    assert "取り消しました" in gone.text and "取消し" in gone.text
    assert visitor(office, link["address"]).get().status == 404


def test_what_is_refused_is_said(office: Office) -> None:
    switch(office)
    round_, misaki = awaiting(office), signed_in(office, "misaki")
    misaki.get(f"{round_.path}/links")
    late = misaki.post(f"{round_.path}/links", {"expires_on": "R9.3.31", "mail": "false"})
    assert late.status == 422 and "60日以内" in late.text
    switch(office, "off")
    page = misaki.get(f"{round_.path}/links")
    assert "この団体では使用していません" in page.text and "発行する" not in page.text
    assert misaki.post(f"{round_.path}/links", {"mail": "false"}).status == 422
    assert signed_in(office, "haru").get(f"{round_.path}/links").status == 404
    assert "発行する" not in signed_in(office, "shinji").get(f"{round_.path}/links").text
