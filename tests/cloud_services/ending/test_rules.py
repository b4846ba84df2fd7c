"""What must be removed before a use may end."""

from dataclasses import dataclass, replace
from datetime import date

import pytest

from govapi.cloud_services.ending.rules import STEPS, Removal, missing, removal_faults, removal_recorded

DAY = date(2026, 11, 24)
WHOLE = Removal(days=dict.fromkeys(STEPS, DAY), method="cloud_delete", proof=True, proof_wanted=True)


@dataclass(frozen=True)
class Facts:
    removal: Removal


@pytest.mark.parametrize(
    ("removal", "words"),
    [
        (WHOLE, None),
        (replace(WHOLE, proof=False, proof_wanted=False), None),
        (replace(WHOLE, method="", method_note="事業者の証明による。"), None),
        (Removal(waived=dict.fromkeys(STEPS, "情報を入力していない。"), proof_wanted=True), None),
        (Removal(), "公文書として残す情報の取出し"),
        *((replace(WHOLE, days={**WHOLE.days, step: None}), label) for step, label in STEPS.items()),
        (replace(WHOLE, method=""), "方法"),
        (replace(WHOLE, proof=False), "証明"),
        (replace(WHOLE, proof=False, days={**WHOLE.days, "data_deleted": None}, waived={"data_deleted": "入力なし"}), "証明"),
    ],
)
def test_what_bars_the_end(removal: Removal, words: str | None) -> None:
    said = removal_recorded(Facts(removal))
    assert said is None if words is None else words in (said or "")


def test_everything_missing_is_told_at_once() -> None:
    assert len(missing(Removal())) == len(STEPS)
    deleted = Removal(days={"data_deleted": DAY}, proof_wanted=True)
    assert len(missing(deleted)) == len(STEPS) - 1 + 2  # the other steps, the method and the proof


@pytest.mark.parametrize(
    ("days", "waived", "method", "note", "pointers"),
    [
        (dict.fromkeys(STEPS, DAY), {}, "cloud_delete", "", []),
        ({}, {}, "", "", []),
        ({"exported": date(2026, 11, 25)}, {}, "", "", ["/exported_on"]),
        ({"exported": DAY}, {"exported": "残すものがない。"}, "", "", ["/exported_on"]),
        ({"exported": DAY, "data_deleted": date(2026, 11, 20)}, {}, "", "証明による。", ["/exported_on"]),
        ({"data_deleted": DAY}, {}, "overwrite", "", ["/method"]),
        ({"backups_deleted": DAY}, {}, "", "", ["/method"]),
        ({"accounts_removed": DAY}, {"data_deleted": "入力なし"}, "", "", []),
    ],
)
def test_what_is_wrong_in_a_record(
    days: dict[str, date], waived: dict[str, str], method: str, note: str, pointers: list[str]
) -> None:
    faults = removal_faults(
        days,  # type: ignore[arg-type]  # steps by name
        waived,
        method=method,
        method_note=note,
        allowed={"cloud_delete": "論理的な削除"},
        today=DAY,
    )
    assert [fault.pointer for fault in faults] == pointers
