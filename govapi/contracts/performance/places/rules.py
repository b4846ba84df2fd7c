"""Which places of work are recorded how. Pure."""

from datetime import date
from typing import Literal

from govapi.kit.errors import FieldFault

Kind = Literal["contractor_site", "subcontractor_site", "city_site", "cloud", "remote"]

KINDS: dict[Kind, str] = {
    "contractor_site": "受託者の事業所",
    "subcontractor_site": "再委託先の事業所",
    "city_site": "本市の庁舎等",
    "cloud": "クラウドサービス",
    "remote": "遠隔（在宅等）",
}


def place_faults(*, starts_on: date, ends_on: date | None, notified_on: date, today: date) -> list[FieldFault]:
    """What is wrong with a place as it was notified."""
    faults = []
    if notified_on > today:
        faults.append(FieldFault("/notified_on", "届出を受けた日には、今日以前の日を入力してください。"))
    if ends_on is not None and ends_on < starts_on:
        faults.append(FieldFault("/ends_on", "使用の終わりの日は、始まりの日以後の日にしてください。"))
    return faults


def is_change(earlier_places: int, contract_starts_on: date | None, starts_on: date) -> bool:
    """Whether a new place changes where the work is done: others were known before, or the work had begun."""
    return earlier_places > 0 or (contract_starts_on is not None and starts_on > contract_starts_on)


def used_on(starts_on: date, ends_on: date | None, on: date) -> bool:
    return starts_on <= on and (ends_on is None or on <= ends_on)
