"""What a roster must say of each worker, and which version is in force. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from govapi.kit.errors import FieldFault


@dataclass(frozen=True)
class Worker:
    """What the rules look at of one worker."""

    name: str
    trained_on: date | None
    starts_on: date | None
    ends_on: date | None
    handles_my_number: bool


def faults(workers: Sequence[Worker], *, my_number: bool, today: date) -> list[FieldFault]:
    """What is wrong with the rows. ``my_number``: whether the contract handles personal numbers at all."""
    found = []
    for index, one in enumerate(workers):
        at = f"/workers/{index}"
        if one.trained_on is not None and one.trained_on > today:
            found.append(FieldFault(f"{at}/trained_on", "研修を受けた日には、今日以前の日を入力してください。"))
        if one.starts_on is not None and one.ends_on is not None and one.ends_on < one.starts_on:
            found.append(FieldFault(f"{at}/ends_on", "従事の終わりの日は、始まりの日以後の日にしてください。"))
        if one.handles_my_number and not my_number:
            sentence = "この契約では個人番号を取り扱いません。「特定個人情報を取り扱う」の印を外してください。"
            found.append(FieldFault(f"{at}/handles_my_number", sentence))
        if one.handles_my_number and one.trained_on is None:
            sentence = "特定個人情報を取り扱う従事者については、研修を受けた日を入力してください。"
            found.append(FieldFault(f"{at}/trained_on", sentence))
    return found


def in_force(editions: Sequence[tuple[int, date]], today: date) -> int | None:
    """The number of the edition that holds today: the last one whose day has come. Pairs of (edition, effective_on)."""
    begun = [(effective_on, edition) for edition, effective_on in editions if effective_on <= today]
    return max(begun)[1] if begun else None


def changes(before: Sequence[str], after: Sequence[str]) -> tuple[list[str], list[str]]:
    """Who came and who left, by name, in the order of the rosters."""
    return [name for name in after if name not in before], [name for name in before if name not in after]
