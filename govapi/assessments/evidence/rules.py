"""Until when evidence counts, whether it counts at all, and which later piece takes its place. Pure: today is an argument."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, Protocol
from uuid import UUID

from govapi.kit.errors import FieldFault, Unmet
from govapi.policy.assessing import evidence_valid_until
from govapi.policy.schema.assessing import EvidenceKind

State = Literal["valid", "renewing", "expired", "replaced", "not_counted", "withdrawn"]
STATES: Mapping[State, str] = {
    "valid": "有効",
    "renewing": "有効（更新の審査中）",
    "expired": "期限切れ",
    "replaced": "更新済",
    "not_counted": "根拠に用いない",
    "withdrawn": "取下げ",
}

# 「10820000(05)」, 「C21-0004-2」: a certificate keeps its number and counts its renewals behind it.
_RENEWAL = re.compile(r"(?:[（(][0-9]{1,3}[)）]|-[0-9]{1,2})$")


class Piece(Protocol):
    """What the rules read of a piece of evidence."""

    @property
    def id(self) -> UUID: ...
    @property
    def kind(self) -> str: ...
    @property
    def certificate_number(self) -> str: ...
    @property
    def in_scope(self) -> bool: ...
    @property
    def register_reference(self) -> str: ...
    @property
    def issued_on(self) -> date | None: ...
    @property
    def period_end(self) -> date | None: ...
    @property
    def stated_until(self) -> date | None: ...
    @property
    def renewal_applied_on(self) -> date | None: ...
    @property
    def renewal_pending(self) -> bool: ...
    @property
    def scope_decided(self) -> bool: ...


@dataclass(frozen=True)
class Standing:
    """How one piece stands: its last day (None: no end), whether a pending renewal keeps it, whether it counts, and if not why."""

    valid_until: date | None
    held_open: bool = False
    not_counted_because: str = ""
    replaced_by_id: UUID | None = None

    @property
    def counts(self) -> bool:
        return not self.not_counted_because

    @property
    def last_day(self) -> date:
        """For comparing: the end of time where it has none."""
        return date.max if self.valid_until is None else self.valid_until

    @property
    def good_until(self) -> date:
        """The same, where a renewal under decision keeps it for as long as that takes."""
        return date.max if self.held_open else self.last_day


def standings(kinds: Iterable[EvidenceKind], pieces: Sequence[Piece]) -> dict[UUID, Standing]:
    """How every piece of one contractor stands, by id. The order of the pieces changes nothing.

    27017 follows 27001: it counts only beside a 27001 that counts, and no longer than that.
    """
    known = {kind.key: kind for kind in kinds}
    alone = {piece.id: _alone(known.get(piece.kind), piece) for piece in pieces}
    found = {piece.id: _following(known, known.get(piece.kind), piece.id, pieces, alone) for piece in pieces}
    return {piece.id: replace(found[piece.id], replaced_by_id=_later(piece, pieces, found)) for piece in pieces}


def date_faults(issued_on: date | None, period_end: date | None, stated_until: date | None, today: date) -> list[FieldFault]:
    """What cannot be about the days of a certificate."""
    faults = []
    if issued_on is not None and issued_on > today:
        faults.append(FieldFault("/issued_on", "発行日は、今日以前の日にしてください。"))
    if period_end is not None and period_end > today:
        faults.append(FieldFault("/period_end", "監査の対象期間の末日は、今日以前の日にしてください。"))
    if issued_on is not None and stated_until is not None and stated_until < issued_on:
        faults.append(FieldFault("/stated_until", "有効期限は、発行日以後の日にしてください。"))
    return faults


def renewal_faults(kind: EvidenceKind, applied_on: date | None, pending: bool, today: date) -> list[FieldFault]:
    """What cannot be about a renewal under decision."""
    if applied_on is not None and applied_on > today:
        return [FieldFault("/renewal_applied_on", "更新を申請した日は、今日以前の日にしてください。")]
    if pending and applied_on is None:
        return [FieldFault("/renewal_applied_on", "更新の審査中とするには、更新を申請した日を入力してください。")]
    if pending and not kind.pending_renewal_counts:
        sentence = f"「{kind.label}」は、更新の審査中であっても有効期間が延びません。申請した日だけを記録してください。"
        return [FieldFault("/renewal_pending", sentence)]
    return []


def register_fault(kind: EvidenceKind, reference: str) -> list[FieldFault]:
    """A claim to a public scheme counts only with the entry of its register."""
    if kind.register_needed and not reference:
        sentence = f"「{kind.label}」は、公開されている登録簿で確かめられるものだけを登録できます。登録番号又は掲載ページを入力してください。"
        return [FieldFault("/register_reference", sentence)]
    return []


def state(*, counts_today: bool, counts: bool, past: bool, replaced: bool, withdrawn: bool) -> State:
    """What a piece is worth today. ``counts_today``: not past its last day, or held open by a renewal under decision."""
    if withdrawn:
        return "withdrawn"
    if not counts:
        return "not_counted"
    if counts_today:
        return "renewing" if past else "valid"
    return "replaced" if replaced else "expired"


def _alone(kind: EvidenceKind | None, piece: Piece) -> Standing:
    if kind is None:
        return Standing(piece.stated_until, not_counted_because="この種類は、今の方針セットの証跡の種類にありません。")
    try:
        last, for_ever = _until(kind, piece, pending=False), _until(kind, piece, pending=piece.renewal_pending)
    except Unmet as missing:
        return Standing(piece.stated_until, not_counted_because=missing.detail)
    return Standing(last, last is not None and for_ever == date.max, _because(kind, piece))


def _until(kind: EvidenceKind, piece: Piece, *, pending: bool) -> date | None:
    """Asked about the end of time: with a renewal applied for in time, it is good even then."""
    return evidence_valid_until(
        kind,
        issued_on=piece.issued_on,
        period_end=piece.period_end,
        stated_until=piece.stated_until,
        renewal_applied_on=piece.renewal_applied_on,
        renewal_pending=pending,
        on=date.max,
    )


def _because(kind: EvidenceKind, piece: Piece) -> str:
    if kind.register_needed and not piece.register_reference:
        return "公開されている登録簿への掲載を確かめていません。"
    if kind.scope_needed and not piece.in_scope:
        if piece.scope_decided:
            return "本市の業務を行う事業所又はサービスは、適用範囲の外です。"
        return "本市の業務が適用範囲に入るかを、まだ判断していません。"
    return ""


def _following(
    kinds: Mapping[str, EvidenceKind],
    kind: EvidenceKind | None,
    own: UUID,
    pieces: Sequence[Piece],
    alone: Mapping[UUID, Standing],
    *,
    depth: int = 0,
) -> Standing:
    """The standing of a piece once the certificate it follows is looked at."""
    standing = alone[own]
    if kind is None or kind.follows is None or not standing.counts or depth > len(kinds):
        return standing
    followed = [
        _following(kinds, kinds.get(piece.kind), piece.id, pieces, alone, depth=depth + 1)
        for piece in pieces
        if piece.kind == kind.follows
    ]
    best = max((one for one in followed if one.counts), key=lambda one: one.good_until, default=None)
    if best is None:
        label = kinds[kind.follows].label if kind.follows in kinds else kind.follows
        return replace(standing, not_counted_because=f"前提となる「{label}」の、有効と認めた証跡がありません。")
    if best.good_until >= standing.good_until:
        return standing
    return replace(standing, valid_until=best.valid_until, held_open=False)


def _later(piece: Piece, pieces: Sequence[Piece], found: Mapping[UUID, Standing]) -> UUID | None:
    """The piece that takes this one's place: of the same certificate, counting, and good for longer (or recorded later)."""
    mine = (found[piece.id].last_day, piece.id)
    heirs = [
        (found[other.id].last_day, other.id)
        for other in pieces
        if other.kind == piece.kind and found[other.id].counts and same_certificate(piece, other)
    ]
    best = max(heirs, default=None)
    return best[1] if best is not None and best > mine else None


def same_certificate(one: Piece, other: Piece) -> bool:
    """Two pieces of one kind are of one certificate unless both are numbered and the numbers differ by more than the renewal."""
    first, second = _stem(one.certificate_number), _stem(other.certificate_number)
    return not first or not second or first == second


def _stem(number: str) -> str:
    plain = number.replace(" ", "").replace("　", "").upper()
    return _RENEWAL.sub("", plain)
