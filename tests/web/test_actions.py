"""The workflow's available actions as buttons."""

from govapi.web.actions import action_buttons
from govapi.workflow.machine import Available

AVAILABLE = [
    Available("conclude", "契約締結伺を起案する", needs_reason=False, asks=False, blocked_because="条項が不足しています。"),
    Available("send_back", "差し戻す", needs_reason=True, asks=False),
    Available("choose", "相手方を登録する", needs_reason=False, asks=True),
    Available("withdraw", "取り下げる", needs_reason=True, asks=False),
]


def test_the_first_open_step_stands_out_and_a_blocked_one_keeps_its_reason() -> None:
    buttons = action_buttons(AVAILABLE, "/contracts/1", tones={"withdraw": "danger"}, confirms={"withdraw": "取り下げます。"})
    assert [one.url for one in buttons] == [f"/contracts/1/{name}" for name in ("conclude", "send-back", "choose", "withdraw")]
    assert [one.tone for one in buttons] == ["", "", "primary", "danger"]
    assert [one.blocked_because for one in buttons] == ["条項が不足しています。", "", "", ""]
    assert [one.needs_reason for one in buttons] == [False, True, False, True]
    assert buttons[3].confirm == "取り下げます。"


def test_a_chosen_primary_step_is_the_only_one() -> None:
    assert [one.tone for one in action_buttons(AVAILABLE, "/x", tones={"withdraw": "primary"})] == ["", "", "", "primary"]
