import hashlib
import os
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from govapi.files.store import FileDamaged, FileMissing, FileStore, StoredFile
from govapi.kit.errors import Unavailable

LATER = datetime.now(UTC) + timedelta(days=1)
EARLIER = datetime(2026, 1, 1, tzinfo=UTC)


def test_a_content_lies_under_its_hash(store: FileStore) -> None:
    kept = store.put("契約書".encode())
    assert kept == StoredFile(hashlib.sha256("契約書".encode()).hexdigest(), 9)
    assert store.exists(kept.sha256)
    assert store.get(kept.sha256) == "契約書".encode()
    assert store.put(b"") == StoredFile(hashlib.sha256(b"").hexdigest(), 0)


def test_the_same_content_is_kept_once_from_however_many_sides(store: FileStore) -> None:
    gate = threading.Barrier(4)

    def put(_: int) -> StoredFile:
        gate.wait()
        return store.put(b"same" * 1000)

    with ThreadPoolExecutor(4) as pool:
        kept = set(pool.map(put, range(4)))
    assert len(kept) == 1
    assert [f.sha256 for f in store.list_older_than(LATER)] == [next(iter(kept)).sha256]


def test_large_contents_too_are_created_in_one_piece(store: FileStore) -> None:
    data = bytes(range(256)) * (24 << 12)
    kept = store.put(data)
    assert store.put(data) == kept
    assert store.get(kept.sha256) == data


def test_what_is_not_there(store: FileStore) -> None:
    absent = "0" * 64
    assert not store.exists(absent)
    with pytest.raises(FileMissing):
        store.get(absent)
    for call in (store.set_aside, store.take_back, store.discard):
        call(absent)


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "ABC", "g" * 64, "0" * 63 + "/"])
def test_only_hashes_are_names(store: FileStore, name: str) -> None:
    for call in (store.get, store.exists, store.set_aside, store.take_back, store.discard):
        with pytest.raises(FileMissing):
            call(name)


def test_what_is_set_aside_can_still_be_read_until_it_is_discarded(store: FileStore) -> None:
    first, second = store.put(b"first"), store.put(b"second")
    assert set(store.list_older_than(LATER)) == {first, second}
    assert list(store.list_older_than(EARLIER)) == []
    store.set_aside(first.sha256)
    assert list(store.list_older_than(LATER)) == [second]
    assert (list(store.list_set_aside(LATER)), list(store.list_set_aside(EARLIER))) == ([first], [])
    assert store.get(first.sha256) == b"first"
    assert store.exists(first.sha256)
    store.discard(first.sha256)
    assert not store.exists(first.sha256)
    assert store.get(second.sha256) == b"second"


def test_setting_aside_begins_the_age_anew(tmp_path: Path) -> None:
    store = FileStore.from_url(f"file://{tmp_path}/files")
    kept = store.put(b"old")
    [path] = (p for p in (tmp_path / "files").rglob("*") if p.is_file())
    os.utime(path, (0, 0))
    store.set_aside(kept.sha256)
    assert list(store.list_set_aside(EARLIER)) == []


def test_what_is_put_anew_or_taken_back_is_in_its_place(store: FileStore) -> None:
    anew, back = store.put(b"anew"), store.put(b"back")
    for kept in (anew, back):
        store.set_aside(kept.sha256)
    store.put(b"anew")
    store.take_back(anew.sha256)
    store.take_back(back.sha256)
    assert set(store.list_older_than(LATER)) == {anew, back}
    assert list(store.list_set_aside(LATER)) == []


def test_a_changed_file_is_noticed_and_not_overwritten(tmp_path: Path) -> None:
    store = FileStore.from_url(f"file://{tmp_path}/files")
    kept = store.put(b"as decided")
    [path] = (p for p in (tmp_path / "files").rglob("*") if p.is_file())
    assert path.parent.parent.parent == tmp_path / "files"
    path.write_bytes(b"forged")
    with pytest.raises(FileDamaged):
        store.get(kept.sha256)
    store.put(b"as decided")
    assert path.read_bytes() == b"forged"


def test_other_things_in_the_folder_are_left_alone(tmp_path: Path) -> None:
    store = FileStore.from_url(f"file://{tmp_path}/files")
    (tmp_path / "files" / "README").write_text("not ours")
    (tmp_path / "files" / ("a" * 64)).write_text("not in its place")
    assert list(store.list_older_than(LATER)) == []


def test_addresses_of_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    kept = FileStore.from_url("file:data/files").put(b"a")
    assert FileStore.from_url(f"file://{tmp_path}/data/files").exists(kept.sha256)
    FileStore.from_url(f"file:{tmp_path}/%E4%BF%9D%E5%AD%98")
    assert (tmp_path / "保存").stat().st_mode & 0o077 == 0
    with pytest.raises(ValueError, match="s3://"):
        FileStore.from_url("https://example.jp/files")


def test_a_storage_that_does_not_answer_is_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    store = FileStore.from_url("s3://nowhere/files", endpoint="http://127.0.0.1:9")
    for call in (lambda: store.put(b"a"), lambda: store.exists("0" * 64), lambda: list(store.list_older_than(LATER))):
        with pytest.raises(Unavailable, match="管理者に連絡"):
            call()
