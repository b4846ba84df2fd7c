"""How moments and numbers stand in the report. Pure."""

from datetime import datetime

from govapi.kit.japan.era import wareki
from govapi.kit.japan.money import zenkaku
from govapi.measures.incidents.rules import JAPAN, aware

STAGES = {"preliminary": "速報", "final": "確報"}


def moment_in_words(moment: datetime | None) -> str | None:
    """令和８年１１月２４日　午前９時３０分, in Japan time."""
    if moment is None:
        return None
    local = aware(moment).astimezone(JAPAN)
    half = "午前" if local.hour < 12 else "午後"
    return zenkaku(f"{wareki(local.date())}　{half}{local.hour % 12}時{local.minute:02d}分")


def persons_in_words(count: int | None, *, personal: bool) -> str:
    """The number of persons, or why there is none."""
    if count is None:
        return "調査中" if personal else "該当なし"
    return f"{zenkaku(f'{count:,}')}人"
