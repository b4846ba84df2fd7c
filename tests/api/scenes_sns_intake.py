"""Scenes of 発信可否 and of the import of running accounts."""

from collections.abc import Callable
from itertools import count

from govapi.files.inspect import Kind
from tests.api.scenes import Call, Stage
from tests.sns_accounts.intake.books import ROW, filled, template_of
from tests.sns_accounts.standing import opened

NUMBERS = count(1)


def book(stage: Stage) -> Call:
    rows = [ROW | {"handle": f"kakuu_{next(NUMBERS)}"}]
    content = filled(template_of(stage.office.as_("hikaru")), rows)
    return Call("hikaru", body={}, files={"file": ("移行登録.xlsx", content, Kind.XLSX.media_type)})


def asked(stage: Stage) -> Call:
    path = opened(stage.office)
    body = {"category": "event", "class_code": "1", "availability": "1", "personal": False}
    return Call("misaki", {"account_id": path.rsplit("/", 1)[1]}, body)


SNS_INTAKE: dict[str, Callable[[Stage], Call]] = {
    "importSnsAccounts": book,
    "checkSnsIntake": book,
    "checkSnsPublication": asked,
}
