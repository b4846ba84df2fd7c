"""An account that may be opened, and copies of it in other states with everything that hangs on it."""

from typing import Any
from uuid import UUID

from sqlmodel import col

from govapi.db.session import find, owned
from govapi.kit.ids import new_id
from govapi.sns_accounts.closing.rules import WAIVABLE
from govapi.sns_accounts.officers.tables import SnsAssignment
from govapi.sns_accounts.tables import SnsAccount
from govapi.sns_accounts.texts.tables import SnsText
from govapi.sns_accounts.workflow import SNS_ACCOUNT
from tests.sns_accounts.deciding.test_deciding import SETTLED, approved
from tests.sns_accounts.officers.accounts import name
from tests.sns_accounts.texts.test_texts import enacted
from tests.support.app import Office
from tests.support.copies import copied, writes

CLOSED_WELL = {"closing_waived": dict.fromkeys(WAIVABLE, "該当しない。"), "export_note": "全て公式サイトに掲載している。"}


def settled(office: Office) -> str:
    """The path of an approved account with its officer, its texts and its checks."""
    path, misaki = approved(office), office.as_("misaki")
    kept = misaki.patch(path, SETTLED, etag=misaki.get(path).headers["ETag"])
    assert kept.status_code == 200, kept.text
    asked = misaki.get(path).json()["opening_checks"]
    done = misaki.act(f"{path}/checks", {"answers": {one["key"]: {"good": one["wanted"], "note": ""} for one in asked}})
    assert done.status_code == 200, done.text
    assert name(office, path, "health-head", "2026-11-24").status_code == 201
    for kind in ("procedure", "policy"):
        made = enacted(office, path, kind)
        assert made.status_code == 201, made.text
    return path


def copy_in(office: Office, model: str, status: str, **values: Any) -> str:
    """The path of a copy in this state, without the stamps of those who made the model, under a handle of its own."""
    one, key = UUID(model.rsplit("/", 1)[1]), new_id().hex[-12:]
    with writes(office) as session:
        stamps = {f"{row.stamps}_by": None for row in SNS_ACCOUNT.transitions if row.stamps}
        own = {
            "number": f"写し-{key}",
            "handle_key": key,
            "url_key": f"x.com/{key}",
            "handle": f"@{key}",
            "url": f"https://x.com/{key}",
        }
        row = copied(session, find(session, SnsAccount, one), status=status, **stamps, **own, **values)
        for named in session.exec(owned(session, SnsAssignment).where(col(SnsAssignment.target_id) == one)).all():
            copied(session, named, target_id=row.id)
        for text in session.exec(owned(session, SnsText).where(col(SnsText.account_id) == one)).all():
            copied(session, text, account_id=row.id)
        return f"/sns-accounts/{row.id}"
