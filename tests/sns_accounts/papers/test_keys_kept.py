"""Where the secrets of an account are kept is told by no paper to who does not read it in the account."""

from typing import Any

import pytest

from tests.sns_accounts.deciding.test_deciding import applied
from tests.sns_accounts.standing import becomes, opened
from tests.support.app import Office

KEPT = "課の金庫（課長が鍵を保管）"
READERS = ("misaki", "kenichi", "michiko", "tsubasa", "mio", "hanako", "tadashi")
STRANGERS = ("haru", "shinji", "aoi", "setsuko")  # haru is of the same bureau; the contract office reads every other paper


def paper(office: Office, template: str) -> dict[str, Any]:
    path = opened(office, secrets_kept=KEPT, mfa_holder="健康係長", devices="公用端末１号", recovery_holder="健康推進課")
    made = office.as_("misaki").post(f"{path}/documents", {"template": template})
    assert made.status_code == 201, made.text
    found: dict[str, Any] = made.json()
    return found


@pytest.mark.parametrize("template", ["sns_opening", "sns_procedure"])
def test_a_paper_with_the_keys_is_for_those_who_see_them(office: Office, template: str) -> None:
    made = paper(office, template)
    one, listed = f"/documents/{made['id']}", f"/documents?record_id={made['record_id']}"
    for who, status in [(name, 200) for name in READERS] + [(name, 404) for name in STRANGERS]:
        reader = office.as_(who)
        assert [reader.get(path).status_code for path in (one, f"{one}/file")] == [status, status], who
        assert len(reader.get(listed).json()["items"]) == (status == 200), who
    assert KEPT in str(office.as_("misaki").get(one).json()["facts"])


@pytest.mark.parametrize("template", ["sns_policy", "sns_publication_table"])
def test_another_paper_carries_no_key_among_its_facts(office: Office, template: str) -> None:
    one = f"/documents/{paper(office, template)['id']}"
    seen = office.as_("haru").get(one)
    assert seen.status_code == 200, seen.text
    account, checks = seen.json()["facts"]["account"], seen.json()["facts"]["checks"]
    assert [account[name] for name in ("secrets_kept", "mfa_holder", "devices", "recovery_holder")] == [None] * 4
    assert not checks
    assert KEPT not in seen.text


def test_the_paper_of_an_application_is_seen_no_wider_than_the_application(office: Office) -> None:
    path = applied(office)
    made = office.as_("misaki").post(f"{path}/documents", {"template": "sns_publication_table"})
    assert made.status_code == 201, made.text
    one = f"/documents/{made.json()['id']}"
    assert [office.as_(who).get(one).status_code for who in ("misaki", "tsubasa", "haru", "shinji")] == [200, 200, 404, 404]


def test_how_an_account_was_closed_is_for_those_who_read_its_closing(office: Office) -> None:
    path = opened(office, close_reason="事業の終了", site_url="https://www.city.kakuu.example/sns", export_note="文書庫の棚３")
    becomes(office, path, "closing")
    paper, table = (
        office.as_("misaki").post(f"{path}/documents", {"template": template})
        for template in ("sns_closing", "sns_publication_table")
    )
    assert (paper.status_code, table.status_code) == (201, 201), paper.text
    assert [office.as_(who).get(f"/documents/{paper.json()['id']}").status_code for who in ("tsubasa", "haru")] == [200, 404]
    seen = office.as_("haru").get(f"/documents/{table.json()['id']}")
    assert (seen.status_code, "文書庫の棚３" in seen.text) == (200, False)
