"""Templates, filters and assets, without a browser."""

import re
from datetime import UTC, date, datetime
from pathlib import Path

import jinja2
import pytest
from jinja2 import nodes
from litestar import Litestar
from litestar.testing import TestClient

from govapi.web import filters
from govapi.web.assets import STATIC_FOLDER
from govapi.web.rendering import PAGES_FOLDER, Pages
from govapi.web.shapes import Frame
from tests.web.conftest import FRAME, PAGES

ADDRESSES = ["/list", "/record", "/form", "/error/412", "/error/404", "/error/503"]
MACROS = sorted((PAGES_FOLDER / "macros").glob("*.html"))
INLINE = re.compile(r"<style|\sstyle=|\son[a-z]+=|javascript:|<script(?![^>]*\ssrc=)|\sdata:", re.IGNORECASE)
OUTSIDE = re.compile(r"(?:src|href|action)=\"(?:https?:)?//|@import|url\(", re.IGNORECASE)


@pytest.mark.parametrize("template", PAGES.templates())
def test_every_template_compiles(template: str) -> None:
    PAGES.compile(template)


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_holds_nothing_inline_and_nothing_from_outside(client: TestClient[Litestar], address: str) -> None:
    page = client.get(address).text
    assert INLINE.findall(page) == []
    assert OUTSIDE.findall(page) == []
    assert '<html lang="ja">' in page


@pytest.mark.parametrize("style", sorted(STATIC_FOLDER.glob("*.css")), ids=lambda path: path.name)
def test_a_style_is_linked_small_and_fetches_nothing(style: Path, client: TestClient[Litestar]) -> None:
    text = style.read_text()
    assert OUTSIDE.findall(text) == []
    assert text.count("\n") <= 300
    assert PAGES.assets.url(style.name) in client.get("/list").text


@pytest.mark.parametrize("file", MACROS, ids=lambda path: path.name)
def test_every_macro_is_described_at_the_head_of_its_file(file: Path) -> None:
    text = file.read_text()
    head = text.split("-#}")[0]
    helpers = {"field_id", "mark", "notes", "described", "wrapper", "shown"}
    public = {
        one.name for one in jinja2.Environment().parse(text).find_all(nodes.Macro) if not one.name.startswith("_")
    } - helpers
    assert {name for name in public if f"{name}(" not in head} == set()


def test_what_a_person_typed_is_never_markup(tmp_path: Path) -> None:
    (tmp_path / "x.html").write_text("<p>{{ typed }}</p>")
    assert Pages([("room", tmp_path)]).render("room/x.html", typed="<script>alert(1)</script>") == (
        b"<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"
    )


def test_a_name_that_is_missing_is_an_error_not_a_blank(tmp_path: Path) -> None:
    (tmp_path / "x.html").write_text("<p>{{ forgotten }}</p>")
    with pytest.raises(jinja2.UndefinedError, match="forgotten"):
        Pages([("room", tmp_path)]).render("room/x.html")


def test_a_room_cannot_reach_outside_its_folder(tmp_path: Path) -> None:
    (tmp_path / "room").mkdir()
    (tmp_path / "secret.html").write_text("secret")
    with pytest.raises(jinja2.TemplateNotFound):
        Pages([("room", tmp_path / "room")]).render("room/../secret.html")


def test_pages_are_kept_by_no_cache_and_assets_for_ever(client: TestClient[Litestar]) -> None:
    assert client.get("/list").headers["cache-control"] == "no-store"
    style = client.get(PAGES.assets.url("base.css"))
    assert style.headers["content-type"] == "text/css; charset=utf-8"
    assert client.get("/list").headers["content-type"] == "text/html; charset=utf-8"
    assert "immutable" in style.headers["cache-control"]
    assert style.content == (STATIC_FOLDER / "base.css").read_bytes()


@pytest.mark.parametrize("name", ["base.css", "base.00000000.css", "..%2Frendering.py", "%2e%2e/tokens.css"])
def test_an_asset_is_found_only_by_its_hashed_name(client: TestClient[Litestar], name: str) -> None:
    assert client.get(f"/static/{name}").status_code == 404


def test_before_sign_in_no_navigation_is_shown() -> None:
    page = PAGES.render(
        "error.html",
        frame=Frame(town="架空市", version="0.1.0", navigation=FRAME.navigation),
        status=401,
        title="サインインが必要です",
        detail="もう一度サインインしてください。",
        errors=[],
        back_url=None,
        reference=None,
    ).decode()
    assert "全体の案内" not in page
    assert "サインアウト" not in page


def test_a_blocked_action_is_no_form_and_says_why(client: TestClient[Litestar]) -> None:
    page = client.get("/record").text
    blocked = re.search(r"<li>\s*<button[^>]*aria-disabled.*?</li>", page, re.DOTALL)
    assert blocked is not None
    assert "必須の条項が２件不足しています。" in blocked.group()
    assert "<form" not in blocked.group()


def test_every_post_form_carries_the_token(client: TestClient[Litestar]) -> None:
    forms = [
        one
        for address in ADDRESSES
        for one in re.findall(r"<form method=\"post\".*?</form>", client.get(address).text, re.DOTALL)
    ]
    assert len(forms) > 5
    assert [one for one in forms if 'name="_csrf_token" value="token"' not in one] == []


MOMENT = datetime(2026, 3, 31, 15, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (filters.wareki(date(2019, 5, 1)), "令和元年5月1日"),
        (filters.wareki(MOMENT), "令和8年4月1日"),
        (filters.moment(MOMENT), "令和8年4月1日 0:05"),
        (filters.moment(MOMENT.replace(tzinfo=None)), "令和8年4月1日 0:05"),
        (filters.iso(MOMENT), "2026-04-01T00:05:00+09:00"),
        (filters.period(date(2026, 4, 1), None), "令和8年4月1日から未定まで"),
        (filters.fiscal_year(MOMENT), "令和8年度"),
        (filters.fiscal_year(2025), "令和7年度"),
        (filters.yen(1980000), "1,980,000円"),
        (filters.yen(None), ""),
        (filters.wareki(None), ""),
        (filters.grouped("1980000"), "1,980,000"),
        (filters.grouped("百万"), "百万"),
    ],
)
def test_values_are_written_as_offices_write_them(written: str, expected: str) -> None:
    assert written == expected
