"""Scenes of the accounts, of their changes and of their papers."""

from collections.abc import Callable
from datetime import date
from typing import Any

from govapi.kit.ids import new_id
from tests.api.scenes import Call, Stage
from tests.sns_accounts.changes.test_changes import NEW
from tests.sns_accounts.deciding.test_deciding import PLAN, SETTLED
from tests.sns_accounts.ready import CLOSED_WELL, copy_in, settled
from tests.support.app import Office

Scene = Callable[[Stage], Call]
REASON = {"reason": "試験のため。"}


def _id(path: str) -> str:
    return path.rsplit("/", 1)[1]


def _model(office: Office) -> str:
    """The path of the one account that has everything it needs to be opened; made for the first scene that asks."""
    found = office.as_("misaki").get("/sns-accounts", params={"status": "approved", "limit": 200}).json()["items"]
    made = next((one["id"] for one in found if one["handle"] == PLAN["handle"]), None)
    return f"/sns-accounts/{made}" if made else settled(office)


def applied(_stage: Stage) -> Call:
    return Call("misaki", {}, PLAN | {"handle": f"@k{new_id().hex[-12:]}"})


def of_account(body: Any, who: str = "misaki", status: str = "approved") -> Scene:
    """About an account in this state."""
    return lambda stage: Call(who, {"account_id": _id(copy_in(stage.office, _model(stage.office), status))}, body)


def step(status: str, who: str, **values: Any) -> Scene:
    """A step of the account from this state."""

    def scene(stage: Stage) -> Call:
        return Call(who, {"record_id": _id(copy_in(stage.office, _model(stage.office), status, **values))}, REASON)

    return scene


def submitted(stage: Stage) -> Call:
    return Call("misaki", {"record_id": _id(copy_in(stage.office, _model(stage.office), "draft"))}, {"note": "伺います。"})


def checked(stage: Stage) -> Call:
    path = copy_in(stage.office, _model(stage.office), "approved")
    asked = stage.office.as_("misaki").get(path).json()["opening_checks"]
    return Call("misaki", {"account_id": _id(path)}, {"answers": {asked[0]["key"]: {"good": True, "note": "掲載を確かめた。"}}})


def of_change(name: str, body: Any) -> Scene:
    """About the draft of a change."""

    def scene(stage: Stage) -> Call:
        path = copy_in(stage.office, _model(stage.office), "approved")
        made = stage.office.as_("misaki").post(f"{path}/changes", NEW)
        assert made.status_code == 201, made.text
        return Call("misaki", {name: made.json()["id"]}, body)

    return scene


SNS_ACCOUNTS: dict[str, Scene] = {
    "applyForSnsAccount": applied,
    "reviseSnsAccount": of_account(SETTLED | {"devices": "公用スマートフォン２台"}),
    "checkSnsAccount": checked,
    "submitSnsAccount": submitted,
    "withdrawSnsAccount": step("draft", "misaki"),
    "openSnsAccount": step("approved", "kenichi"),
    "abandonSnsAccount": step("approved", "kenichi"),
    "pauseSnsAccount": step("active", "misaki"),
    "restSnsAccount": step("active", "kenichi", quiet_since=date(2024, 4, 1)),
    "stopSnsAccount": step("active", "hiroshi"),
    "resumeSnsAccount": step("paused", "kenichi"),
    "startClosingSnsAccount": step("active", "kenichi"),
    "completeClosingSnsAccount": step("closing", "tsubasa", **CLOSED_WELL),
    "applyForSnsChange": of_account(NEW),
    "getSnsChange": of_change("change_id", None),
    "reviseSnsChange": of_change("change_id", {"title": "発信する情報の見直し"}),
    "submitSnsChange": of_change("record_id", {"note": "伺います。"}),
    "withdrawSnsChange": of_change("record_id", REASON),
    "generateSnsDocument": of_account({"template": "sns_publication_table"}),
    "generateSnsOfficerList": lambda _stage: Call("hiroshi", {}, {"on": "2026-11-24"}),
}
