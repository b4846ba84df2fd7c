"""Workbooks of running accounts as a town hands them in: the downloaded template filled in, or the same as CSV."""

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

import openpyxl

from govapi.sns_accounts.intake.rules import BY_KEY, SHEET, headings
from tests.contracts.intake.books import FIRST_ROW, columns, saved
from tests.contracts.intake.books import send as send_to
from tests.support.app import Person

PATH = "/sns-accounts/intake"
ROW: dict[str, Any] = {
    "mark": "Ｓ－１",
    "platform": "X（旧Twitter）",
    "name": "架空市健康だより",
    "handle": "@Kakuu_Kenkou",
    "section": "健康推進課",
    "purpose": "健診の日程を知らせる。",
    "audience": "市民",
    "categories": "行政からのお知らせ、催しの案内",
    "takes": "なし",
    "reply_policy": "返信しない。",
    "hours": "開庁日の執務時間",
    "contact": "健康推進課",
    "outsourced": "なし",
    "officer": "課長",
    "deputy": "係長",
    "operator": "主事（架空　美咲）、広報課係長",
    "login_method": "本市専用のアカウントでログインする",
    "mfa_kind": "認証アプリ",
    "mfa_holder": "健康推進課課長",
    "secrets_kept": "課の金庫",
    "recovery_kind": "本市のメールアドレス",
    "recovery_holder": "健康推進課",
    "devices": "課の公用端末",
    "followers": "１，２３４",
    "password_changed_on": "R8.4.1",
    "site_url": "https://www.city.kakuu.example/sns",
    "site_checked_on": "2026-04-01",
    "decided_on": "令和6年3月20日",
    "decided_by_post": "広報課長",
    "decided_by_name": "例示　花子",
    "opened_on": "R6.4.1",
    "last_post_on": "2026-11-20",
}
LINE: dict[str, Any] = ROW | {"platform": "LINE公式アカウント", "name": "架空市LINE", "handle": "@123abcde"}


def template_of(person: Person) -> bytes:
    """The workbook this person downloads."""
    answer = person.get(f"{PATH}/template")
    assert answer.status_code == 200, answer.text
    content: bytes = answer.content
    return content


def filled(template: bytes, rows: Sequence[Mapping[str, Any]]) -> bytes:
    """The template with these rows below its example."""
    book = openpyxl.load_workbook(io.BytesIO(template))
    places = columns(book[SHEET])
    for number, row in enumerate(rows, FIRST_ROW):
        for key, value in row.items():
            book[SHEET].cell(number, places[BY_KEY[key].heading]).value = value
    return saved(book)


def as_csv(rows: Sequence[Mapping[str, Any]], encoding: str) -> bytes:
    """The same rows as Excel saves them as CSV."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(headings())
    writer.writerows([[row.get(key, "") for key in BY_KEY] for row in rows])
    return out.getvalue().encode(encoding)


def place_of(template: bytes, key: str, row: int = FIRST_ROW) -> str:
    """Where a column's cell stands, e.g. B5."""
    sheet = openpyxl.load_workbook(io.BytesIO(template))[SHEET]
    return str(sheet.cell(row, columns(sheet)[BY_KEY[key].heading]).coordinate)


def send(person: Person, data: bytes, path: str = PATH) -> Any:
    return send_to(person, data, path)


def handed_in(person: Person, *rows: Mapping[str, Any]) -> Any:
    """The answer to an import of these rows."""
    return send(person, filled(template_of(person), rows))


def checked(person: Person, *rows: Mapping[str, Any]) -> Any:
    answer = send(person, filled(template_of(person), rows), f"{PATH}/check")
    assert answer.status_code == 200, answer.text
    return answer.json()
