from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govapi.kit.text import content_disposition, safe_filename


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("契約書.docx", "契約書.docx"),
        ("契約書/令和8年:案?.docx", "契約書／令和8年：案？.docx"),
        ("../../etc/passwd", "／..／etc／passwd"),
        ("con.txt", "_con.txt"),
        ("NUL", "_NUL"),
        ("髙﨑神.pdf", "髙﨑神.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie： x.pdf"),
        ("名前. . ", "名前"),
        ("", "文書"),
        (".pdf", "pdf"),
        ("報告書\u202efdp.exe", "報告書fdp.exe"),
    ],
)
def test_names_are_made_harmless(name: str, safe: str) -> None:
    assert safe_filename(name) == safe


@given(st.text(max_size=200))
def test_any_name_becomes_a_file_name_and_stays_one(name: str) -> None:
    safe = safe_filename(name)
    assert safe
    assert len(safe.encode()) <= 255
    assert not set(safe) & set('\\/:*?"<>|\r\n\0')
    assert safe_filename(safe) == safe


def test_long_names_keep_their_extension() -> None:
    assert safe_filename("契" * 200 + ".docx").endswith("契.docx")


@given(st.text(max_size=60))
def test_browsers_read_the_name_back(name: str) -> None:
    header = content_disposition(name)
    assert header.isascii()
    assert not set(header) & set("\r\n")
    plain, _, encoded = header.removeprefix('attachment; filename="').partition("\"; filename*=UTF-8''")
    assert not set(plain) & set('"\\%')
    assert unquote(encoded) == safe_filename(name)


def test_header_of_a_japanese_name() -> None:
    assert (
        content_disposition("契約書.docx")
        == "attachment; filename=\"___.docx\"; filename*=UTF-8''%E5%A5%91%E7%B4%84%E6%9B%B8.docx"
    )
    assert content_disposition("a'b.pdf", inline=True) == "inline; filename=\"a_b.pdf\"; filename*=UTF-8''a%27b.pdf"
