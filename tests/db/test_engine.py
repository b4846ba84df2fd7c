"""A fault of the database goes into the log: without what people wrote."""

from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from govapi.db.engine import make_engine

URLS = ("sqlite:///never-opened.sqlite3", "postgresql://nobody@127.0.0.1:1/none")


@pytest.mark.parametrize("url", URLS)
def test_faults_hide_their_parameters(url: str) -> None:
    assert make_engine(url).hide_parameters


def test_a_fault_does_not_name_a_person(tmp_path: Path) -> None:
    with make_engine(f"sqlite:///{tmp_path}/here.sqlite3").connect() as connection, pytest.raises(SQLAlchemyError) as fault:
        connection.execute(text("SELECT :name FROM nowhere"), {"name": "架空　美咲"})
    assert "架空" not in str(fault.value)
