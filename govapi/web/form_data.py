"""Pairs of a form → nested data: ``information.residents`` → dicts, repeated names → lists, ``changes.0.item`` → rows."""

from collections.abc import Iterable
from typing import TypeAlias

from litestar.datastructures import UploadFile

from govapi.kit.errors import Malformed

Leaf: TypeAlias = str | UploadFile | None
Value: TypeAlias = Leaf | list["Value"] | dict[str, "Value"]
Data: TypeAlias = dict[str, Value]

MAX_FIELDS = 5000
MAX_DEPTH = 8


def form_data(pairs: Iterable[tuple[str, str | UploadFile]]) -> Data:
    """Nested data from ``pairs``. Blank → None; a repeated name → list without the blanks; rows in the order of their index,
    wholly blank rows dropped; names that begin with ``_`` (token, version) left out.

    Raises Malformed for names no page of ours makes: too deep, too many, or a field that is both a value and a group.
    """
    gathered: dict[str, list[Leaf]] = {}
    for count, (name, value) in enumerate(pairs, start=1):
        if count > MAX_FIELDS:
            raise Malformed("フォームの項目が多すぎます。行を減らすか、取込用の表計算ファイルを使ってください。")
        if not name.startswith("_"):
            gathered.setdefault(name, []).append(_leaf(value))
    root: Data = {}
    for name, values in gathered.items():
        _put(root, name.split("."), _one_or_list(values))
    return {name: _with_rows(value) for name, value in root.items()}


def _leaf(value: str | UploadFile) -> Leaf:
    if isinstance(value, str):
        return value.replace("\r\n", "\n").strip() or None
    return value if value.filename else None


def _one_or_list(values: list[Leaf]) -> Value:
    """A checkbox sends a hidden blank (or "false") first, so that "none chosen" arrives too."""
    if len(values) == 1:
        return values[0]
    if values[0] == "false" and set(values[1:]) <= {"true", "false"}:
        return values[-1]
    return [value for value in values if value is not None]


def _put(root: Data, path: list[str], value: Value) -> None:
    if len(path) > MAX_DEPTH or "" in path:
        raise Malformed("フォームの項目名が正しくありません。画面を読み込み直してから、もう一度送信してください。")
    here = root
    for part in path[:-1]:
        inner = here.setdefault(part, {})
        if not isinstance(inner, dict):
            raise Malformed("フォームの項目名が重なっています。画面を読み込み直してから、もう一度送信してください。")
        here = inner
    if isinstance(here.get(path[-1]), dict):
        raise Malformed("フォームの項目名が重なっています。画面を読み込み直してから、もう一度送信してください。")
    here[path[-1]] = value


def _with_rows(value: Value) -> Value:
    if not isinstance(value, dict):
        return value
    inner = {name: _with_rows(one) for name, one in value.items()}
    if inner and all(name.isascii() and name.isdecimal() for name in inner):
        return [
            inner[name]
            for name in sorted(inner, key=lambda name: (len(name.lstrip("0")), name.lstrip("0")))
            if not _blank(inner[name])
        ]
    return inner


def _blank(value: Value) -> bool:
    if isinstance(value, dict):
        return all(_blank(one) for one in value.values())
    return value is None or value == [] or value == "false"
