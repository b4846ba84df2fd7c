"""What a closing needs, and what is wrong in its record."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from govapi.sns_accounts.closing.rules import Closing, Step, closing_recorded, faults, missing

D, LATER, TODAY = date(2026, 11, 10), date(2026, 11, 12), date(2026, 11, 24)
DONE: dict[Step, date | None] = {
    "final_notice": D,
    "exported": D,
    "handle_left": LATER,
    "logins_removed": LATER,
    "link_removed": LATER,
}


def closing(days: Mapping[Step, date | None] | None = None, **values: Any) -> Closing:
    given = {"export_file": True, "handle_left": "deleted", **values}
    return Closing({**dict.fromkeys(DONE), **(DONE if days is None else days)}, **given)


@pytest.mark.parametrize(
    ("stands", "count"),
    [
        (closing(), 0),
        (closing({}), 5),
        (closing(export_file=False), 1),  # exported, but where is it?
        (closing(export_file=False, export_note="文書管理システム"), 0),
        (closing({**DONE, "exported": None}, export_file=False), 1),
        (closing({**DONE, "exported": None}, export_file=False, export_note="投稿は全て公式サイトにある"), 0),
        (closing({"exported": D}, waived=dict.fromkeys(DONE, "乗っ取られ、操作できないため"), handle_left=""), 0),
        (closing({**DONE, "final_notice": None}, waived={"final_notice": " "}), 1),
    ],
)
def test_each_step_has_a_day_or_a_reason(stands: Closing, count: int) -> None:
    @dataclass(frozen=True)
    class Facts:
        closing: Closing

    assert len(missing(stands)) == count
    assert (closing_recorded(Facts(stands)) is None) is (count == 0)


@pytest.mark.parametrize(
    ("stands", "wrong"),
    [
        (closing(), []),
        (closing({**DONE, "link_removed": date(2026, 11, 25)}), ["/link_removed_on"]),
        (closing(waived={"link_removed": "理由"}), ["/link_removed_on"]),
        (closing(handle_left=""), ["/handle_left"]),
        (closing({**DONE, "handle_left": None}), ["/handle_left_on"]),
        (closing({**DONE, "final_notice": TODAY}), ["/final_notice_on"]),
        (closing({**DONE, "exported": TODAY}), ["/exported_on"]),
        (closing({**DONE, "exported": TODAY}, handle_left="locked"), []),  # what is locked can still be exported
    ],
)
def test_what_is_wrong_is_told_by_field(stands: Closing, wrong: list[str]) -> None:
    assert [one.pointer for one in faults(stands, today=TODAY)] == wrong
