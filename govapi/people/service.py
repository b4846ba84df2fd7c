"""Founding a town: its row and the beginning of its audit chain."""

from sqlalchemy.exc import NoResultFound
from sqlmodel import Session

from govapi import audit
from govapi.audit.tables import AuditHead
from govapi.kit.errors import Conflict, Invalid
from govapi.kit.japan.numbers import local_government_code_ok
from govapi.people.actor import system
from govapi.people.queries import municipality
from govapi.people.tables import Municipality

KINDS = {"municipality": "市町村", "designated_city": "指定都市", "prefecture": "都道府県"}


def found_municipality(
    session: Session, code: str, name: str, kana: str, *, kind: str = "municipality", address: str = "", mayor_title: str = ""
) -> Municipality:
    """Registers the town the session is bound to. ``code`` is its 団体コード of 6 digits, the last one a check digit.

    Raises Invalid for a wrong code or kind, Conflict when the town exists.
    """
    if not local_government_code_ok(code):
        raise Invalid("団体コードは検査数字を含む6桁の数字です。番号を確かめて入力してください。", pointer="/code")
    if kind not in KINDS:
        raise Invalid(f"団体の種類は {'、'.join(KINDS)} のいずれかです。", pointer="/kind")
    if _exists(session):
        raise Conflict(f"団体コード {code} の団体は、既に登録されています。")
    town = Municipality(code=code, name=name, kana=kana, kind=kind, address=address, mayor_title=mayor_title)
    session.add(town)
    session.flush()
    session.add(AuditHead(municipality_code=code))
    audit.record(session, system(code), action="municipality.found", noun="municipality", summary=f"団体「{name}」を登録")
    return town


def _exists(session: Session) -> bool:
    try:
        municipality(session)
    except NoResultFound:
        return False
    return True
