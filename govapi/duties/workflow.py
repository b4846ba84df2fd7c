"""期限のある仕事の一生: planned when its day is known, opened by the calendar, settled by what was done. Nobody ticks it off."""

from govapi.people.relations import Who
from govapi.workflow import T, Workflow

LABELS = {"planned": "予定", "open": "対応が必要", "done": "完了", "dropped": "取消し"}
UNSETTLED = ("planned", "open")

# The date and the records it belongs to move a duty; people move those records.
BY_ITSELF = frozenset({Who.CLOCK, Who.ROUTE})

DUTY = Workflow(
    noun="duty",
    title="期限のある仕事",
    labels=LABELS,
    initial="planned",
    transitions=(
        T("open", "着手の時期の到来", ("planned",), "open", BY_ITSELF),
        T("postpone", "期日の延期", ("open",), "planned", BY_ITSELF),
        T("settle", "対応の完了", UNSETTLED, "done", BY_ITSELF),
        T("drop", "取消し", UNSETTLED, "dropped", BY_ITSELF),
        T("revive", "再度の予定", ("dropped",), "planned", BY_ITSELF),
    ),
)
