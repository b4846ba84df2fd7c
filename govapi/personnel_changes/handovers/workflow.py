"""引継ぎの一生: the giver confirms what he leaves, the receiver confirms what he takes; never one person both."""

from govapi.people.relations import Who
from govapi.personnel_changes.handovers import rules
from govapi.workflow import T, Workflow

GIVER = frozenset({Who.GIVER})
RECEIVER = frozenset({Who.RECEIVER})
FOR_THE_ABSENT = frozenset({Who.SECTION_HEAD, Who.PERSONNEL_OFFICE})

HANDOVER = Workflow(
    noun="handover",
    title="引継ぎ",
    labels={"open": "引継ぎ前", "given": "受領待ち", "done": "完了", "dropped": "取消し"},
    initial="open",
    transitions=(
        T("give", "引き継いだことを確認する", ("open",), "given", GIVER, (rules.giver_items_done,), stamps="given"),
        # The giver has retired, is ill, has left the town: somebody who answers for the section confirms in his place.
        T(
            "give_for",
            "前任者に代わって確認する",
            ("open",),
            "given",
            FOR_THE_ABSENT,
            (rules.giver_items_done,),
            needs_reason=True,
            stamps="given",
        ),
        T(
            "receive",
            "引継ぎを受けたことを確認する",
            ("given",),
            "done",
            RECEIVER,
            (rules.day_has_come, rules.receiver_items_done),
            not_by=("given",),
            stamps="received",
        ),
        T("return", "前任者に戻す", ("given",), "open", RECEIVER, needs_reason=True),
        T("drop", "引継ぎを取り消す", ("open", "given"), "dropped", frozenset({Who.PERSONNEL_OFFICE}), needs_reason=True),
        T("fall_away", "引継ぎの必要の消滅", ("open", "given"), "dropped", frozenset({Who.CLOCK})),
        T("revive", "引継ぎの復活", ("dropped",), "open", frozenset({Who.CLOCK})),
    ),
    four_eyes="前任者として確認した職員と同じ職員は、受領を確認できません。ほかの職員が後任者となってください。",
)
