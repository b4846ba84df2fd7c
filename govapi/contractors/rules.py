"""Rules about companies, pure: what a number must look like, and whom a town may not choose on a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from govapi.kit.japan.numbers import InvoiceNumberCheck, check_invoice_number, corporate_number_ok

Kind = Literal["corporation", "sole_proprietor", "public_body", "unincorporated", "joint_venture"]

KINDS: dict[Kind, str] = {
    "corporation": "法人",
    "sole_proprietor": "個人事業主",
    "public_body": "国・地方公共団体等",
    "unincorporated": "法人でない団体",
    "joint_venture": "共同企業体",
}

RestrictionKind = Literal["suspension", "order_167_4", "anti_social"]

RESTRICTIONS: dict[RestrictionKind, str] = {
    "suspension": "指名停止",
    "order_167_4": "地方自治法施行令第167条の4の規定による排除",
    "anti_social": "暴力団排除措置",
}

NO_CORPORATE_NUMBER: frozenset[Kind] = frozenset({"sole_proprietor", "joint_venture"})


def number_fault(kind: Kind, corporate_number: str | None) -> str | None:
    """What is wrong with the 法人番号, in Japanese, or None."""
    if corporate_number is None:
        return "法人番号（13桁）を入力してください。" if kind in ("corporation", "public_body") else None
    if kind in NO_CORPORATE_NUMBER:
        return f"{KINDS[kind]}には法人番号がありません。法人番号を空欄にしてください。"
    if not corporate_number_ok(corporate_number):
        return "法人番号の検査数字が一致しません。13桁の番号を確かめて入力してください。"
    return None


def invoice_fault(invoice_number: str | None) -> str | None:
    """What is wrong with the 適格請求書発行事業者登録番号, or None. Only the form binds: sole proprietors' numbers follow no check digit."""
    if invoice_number is not None and check_invoice_number(invoice_number) is InvoiceNumberCheck.MALFORMED:
        return "適格請求書発行事業者登録番号は、「T」に続けて13桁の数字で入力してください。"
    return None


@dataclass(frozen=True)
class Restriction:
    """A fact that keeps a company out from ``from_date`` until ``to_date`` (exclusive, None = open)."""

    kind: RestrictionKind
    from_date: date
    to_date: date | None

    def holds(self, on: date) -> bool:
        return self.from_date <= on and (self.to_date is None or on < self.to_date)


def reasons_against(restrictions: Sequence[Restriction], qualified_until: date | None, on: date) -> list[str]:
    """Why this company should not be chosen on ``on``: each fact as a sentence."""
    found = [f"{RESTRICTIONS[one.kind]}の期間中です。" for one in restrictions if one.holds(on)]
    if qualified_until is not None and qualified_until < on:
        found.append("入札参加資格の有効期間が過ぎています。")
    return found
