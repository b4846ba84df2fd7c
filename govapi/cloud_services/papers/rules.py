"""Which papers are made of a use in which state, pure."""

from collections.abc import Sequence
from datetime import date

from govapi.kit.japan.era import wareki

APPLICATION = "cloud_use_application"
NOTICE = "cloud_use_notice"
MANAGER_LIST = "cloud_manager_list"

TITLES = {
    APPLICATION: "クラウドサービス利用申請書",
    NOTICE: "クラウドサービス利用承認（条件付承認・不承認）通知書",
    MANAGER_LIST: "クラウドサービス管理者指定一覧",
}


def offered(decision: str) -> Sequence[str]:
    """The papers that can be made of a use: the notice once it is decided."""
    return (APPLICATION, NOTICE) if decision else (APPLICATION,)


def learning_label(learns: bool | None) -> str | None:
    """Whether the service learns from what is put in; None while it is not answered."""
    return None if learns is None else "学習に利用される" if learns else "学習に利用されない"


def registration_label(entries: Sequence[tuple[str, str, date | None]]) -> str:
    """The registers in which the service stands, as (register, number, last day)."""
    told = [f"{label}　{number}" + (f"（{wareki(until)}まで）" if until else "") for label, number, until in entries]
    return "、".join(told) or "登録なし"


def disclosure_label(said: str | None, judged_on: date | None) -> str:
    """What was judged about disclosure under foreign law; ``said`` None: no judgement holds."""
    return f"{said}（{wareki(judged_on)}）" if said and judged_on else "未判断"
