"""What is found and what is not, on both databases: the same table of cases for the index, the walk and the list of ids."""

from collections.abc import Iterator
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from govapi import search
from govapi.db.session import owned_columns
from govapi.edge.transaction import reading, writing
from govapi.kit.clock import Clock
from govapi.kit.ids import new_id
from govapi.search import queries
from govapi.search.rules import entry_key, words
from govapi.search.tables import SearchEntry
from tests.support.databases import TestDatabase
from tests.support.towns import KAKU, MIHON, found

TEXTS = {
    "island": ["屋久島観光案内業務", "委託先-00001"],
    "other": ["種子島清掃業務"],
    "firm": ["㈱見本製作所", "ｶﾌﾞｼｷｶﾞｲｼｬ ﾐﾎﾝｾｲｻｸｼﾞｮ"],
    "name": ["髙橋﨑太郎事務所"],
    "percent": ["進捗100%_管理\\業務"],
    "plain": ["進捗100管理"],
    "place": ["霞ヶ関分室清掃"],
    "mark": ["ＡＢＣシステム保守 Version2"],
    "rare": ["𠮷野家具納入"],
    "two": ["第一見本", "製作補助"],
}

CASES = [
    ("屋久島", {"island"}),
    ("屋久", {"island"}),
    ("島", {"island", "other"}),
    ("屋", {"island"}),
    ("久", {"island"}),
    ("屋久島観光案内業務", {"island"}),
    ("久屋", set()),
    ("00001", {"island"}),
    ("㈱", {"firm"}),
    ("株式会社", {"firm"}),
    ("株式会社見本製作所", {"firm"}),
    ("見本製作所", {"firm"}),
    ("見本製作", {"firm"}),
    ("ミホンセイサク", {"firm"}),
    ("ﾐﾎﾝ", {"firm"}),
    ("髙橋", {"name"}),
    ("高橋", {"name"}),
    ("崎", {"name"}),
    ("100%", {"percent"}),
    ("%", {"percent"}),
    ("_", {"percent"}),
    ("1_0", set()),
    ("\\", {"percent"}),
    ("100", {"percent", "plain"}),
    ("１００", {"percent", "plain"}),
    ("霞が関", {"place"}),
    ("霞ケ関", {"place"}),
    ("abc", {"mark"}),
    ("ＡＢＣしすてむ", set()),
    ("version2", {"mark"}),
    ("𠮷野", {"rare"}),
    ("𠮷", {"rare"}),
    ("島 清掃", {"other"}),
    ("島　清掃", {"other"}),
    ("  清掃  ", {"other", "place"}),
    ("島 存在しない", set()),
    ("進捗 業務", {"percent"}),
    ("'", set()),
    ('"', set()),
    ("屋*", set()),
]


@pytest.fixture(scope="module")
def records(database: TestDatabase) -> dict[str, UUID]:
    """The ids of the texts above, indexed for one town; the other town has a record of each word too."""
    found(database.database)
    ids = {name: new_id() for name in TEXTS}
    with writing(database.database, KAKU, Clock()) as session:
        for name, texts in TEXTS.items():
            search.index(session, "contract", ids[name], texts)
    with writing(database.database, MIHON, Clock()) as session:
        for texts in TEXTS.values():
            search.index(session, "contract", new_id(), texts)
    return ids


@pytest.fixture(params=["walk", "list"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both ways to an answer: a few rows are always walked, unless nothing counts as common."""
    if request.param == "list":
        monkeypatch.setattr(queries, "NEWEST", 0)
        monkeypatch.setattr(queries, "COMMON", 10**9)
    return str(request.param)


def ids_found(session: Session, q: str) -> set[UUID]:
    """The ids that a list filtered by ``matches`` shows."""
    record = aliased(SearchEntry)  # stands for the table of a room
    condition = search.matches(session, "contract", q, col(record.id))
    return set(session.execute(owned_columns(session, record, col(record.id)).where(condition)).scalars())


@pytest.mark.parametrize(("q", "expected"), CASES, ids=[repr(q) for q, _ in CASES])
def test_finds(database: TestDatabase, records: dict[str, UUID], way: str, q: str, expected: set[str]) -> None:
    with reading(database.database, KAKU) as session:
        assert ids_found(session, q) == {records[name] for name in expected}


@pytest.mark.parametrize("q", ["", "  ", "　"])
def test_a_blank_query_is_no_filter(database: TestDatabase, records: dict[str, UUID], q: str) -> None:
    with reading(database.database, KAKU) as session:
        assert ids_found(session, q) == set(records.values())


def test_a_changed_record_is_found_by_its_new_texts_only(fresh_database: TestDatabase, way: str) -> None:
    found(fresh_database.database, [KAKU])
    record = new_id()
    for texts in (["屋久島観光"], ["種子島清掃"]):
        with writing(fresh_database.database, KAKU, Clock()) as session:
            search.index(session, "contract", record, texts)
    with reading(fresh_database.database, KAKU) as session:
        assert [ids_found(session, q) for q in ("屋久島", "観光", "種子島", "島")] == [set(), set(), {record}, {record}]
    with writing(fresh_database.database, KAKU, Clock()) as session:
        search.forget(session, record)
        search.forget(session, new_id())
    with reading(fresh_database.database, KAKU) as session:
        assert ids_found(session, "種子島") == set()


def test_what_was_indexed_in_a_transaction_is_found_in_it(fresh_database: TestDatabase, way: str) -> None:
    found(fresh_database.database, [KAKU])
    record = new_id()
    with writing(fresh_database.database, KAKU, Clock()) as session:
        search.index(session, "contract", record, ["架空庁舎清掃"])
        assert ids_found(session, "庁舎") == {record}


@pytest.fixture(scope="module")
def rows(database: TestDatabase, records: dict[str, UUID]) -> Iterator[dict[UUID, str]]:
    """Each of the town's ids with its key."""
    yield {records[name]: entry_key(texts) for name, texts in TEXTS.items()}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(q=st.text(alphabet="屋久島観光業務清掃見本製作所ヶが関㈱%_ 　-0a", min_size=1, max_size=6))
def test_found_is_exactly_what_holds_every_word(database: TestDatabase, rows: dict[UUID, str], way: str, q: str) -> None:
    wanted = words(q)
    expected = {id_ for id_, key in rows.items() if all(any(spelling in key for spelling in word.keys) for word in wanted)}
    with reading(database.database, KAKU) as session:
        assert ids_found(session, q) == expected
