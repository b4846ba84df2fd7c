"""The hash chain, pure: each row's hash covers its content and the hash of the row before it (SHA-256)."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

GENESIS = "0" * 64

COVERED = (
    "municipality_code", "seq", "at", "actor_kind", "actor_id", "actor_name", "actor_post", "action", "noun", "record_id",
    "number", "summary", "from_status", "to_status", "reason", "changes", "request_id",
)  # fmt: skip


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return str(value) if isinstance(value, UUID) else value


def link(previous_hash: str, row: Mapping[str, Any]) -> str:
    """The hash of a row given the hash of the row before it."""
    content = json.dumps([_plain(row[name]) for name in COVERED], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(f"{previous_hash}\n{content}".encode()).hexdigest()


@dataclass(frozen=True)
class Verdict:
    """The outcome of a verification: the head reached, and the first fault if any (in Japanese)."""

    rows: int
    head: str
    fault: str | None = None

    @property
    def ok(self) -> bool:
        return self.fault is None


def verify(rows: Iterable[Mapping[str, Any]], head_seq: int, head_hash: str, expected_head: str | None = None) -> Verdict:
    """Walks the chain in order of ``seq``; names the first broken row, a cut tail, or a head other than the one kept outside."""
    previous, expected, seen_expected = GENESIS, 1, expected_head in (None, GENESIS)
    for row in rows:
        if row["seq"] != expected:
            return Verdict(expected - 1, previous, f"監査記録の第{expected}行がありません（次にあるのは第{row['seq']}行です）。")
        if row["previous_hash"] != previous or link(previous, row) != row["hash"]:
            return Verdict(expected - 1, previous, f"監査記録の第{expected}行の内容が、記録時のものと一致しません。")
        previous, expected = row["hash"], expected + 1
        seen_expected = seen_expected or previous == expected_head
    if (expected - 1, previous) != (head_seq, head_hash or GENESIS):
        return Verdict(
            expected - 1,
            previous,
            f"監査記録の末尾が切り取られています（第{head_seq}行まであるはずですが、第{expected - 1}行までです）。",
        )
    if not seen_expected:
        return Verdict(
            expected - 1,
            previous,
            "外部に控えた先頭値（HEAD）がこの記録の中にありません。記録全体が書き換えられたおそれがあります。",
        )
    return Verdict(expected - 1, previous)
