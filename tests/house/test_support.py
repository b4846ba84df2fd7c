"""The furniture of the tests does what it says: an absent program is never silent, PostgreSQL's two roles differ."""

from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Page
from psycopg import connect, sql
from psycopg.errors import InsufficientPrivilege

from tests.support import office, postgres, require
from tests.support.browser import faults


def test_an_absent_program_skips_with_the_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(require.FINDERS, "office", (lambda: None, "not here"))
    monkeypatch.delenv("GOVAPI_REQUIRE", raising=False)
    with pytest.raises(pytest.skip.Exception, match="needs office: not here"):
        require.require("office")


def test_an_absent_program_fails_when_it_is_required(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(require.FINDERS, "office", (lambda: None, "not here"))
    monkeypatch.setenv("GOVAPI_REQUIRE", "postgres, office")
    with pytest.raises(pytest.fail.Exception, match="asks for office: not here"):
        require.require("office")


def test_the_application_role_is_held_by_row_level_security(postgres_cluster: postgres.Cluster) -> None:
    name = "govapi_roles"
    postgres_cluster.create(name)
    try:
        with connect(postgres_cluster.url(name, postgres.OWNER)) as owner:
            owner.execute("CREATE TABLE kept (town text)")
            owner.execute("INSERT INTO kept VALUES ('架空市')")
            owner.execute("ALTER TABLE kept ENABLE ROW LEVEL SECURITY")
            owner.execute(sql.SQL("GRANT SELECT ON kept TO {}").format(sql.Identifier(postgres.APP)))
        with connect(postgres_cluster.url(name, postgres.APP)) as application:
            assert application.execute("SELECT * FROM kept").fetchall() == []
            with pytest.raises(InsufficientPrivilege):
                application.execute("ALTER TABLE kept DISABLE ROW LEVEL SECURITY")
    finally:
        postgres_cluster.drop(name)


def test_the_browser_sees_faults_and_passes_a_sound_page(page: Page) -> None:
    page.set_content("<html lang=ja><title>見本</title><main><h1>見本</h1><p>本文です。</p></main></html>")
    assert faults(page) == []
    page.set_content("<html lang=ja><title>見本</title><main><h1>見本</h1><img src='data:,'><input></main></html>")
    assert sorted(fault.split()[0] for fault in faults(page)) == ["image-alt", "label"]


def test_office_reads_what_word_would(tmp_path: Path) -> None:
    require.require("office")
    document = Document()
    document.add_paragraph("第１条　受注者は、情報を適正に管理する。")
    document.save(str(tmp_path / "見本.docx"))
    (pdf,) = office.convert([tmp_path / "見本.docx"], tmp_path)
    assert "第１条" in office.text_of(pdf)
    assert len(office.pictures_of(pdf, tmp_path)) == 1
