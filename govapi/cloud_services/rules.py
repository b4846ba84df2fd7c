"""Rules about the register of services, pure: who the provider may be, and when two entries are the same service."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from govapi.kit.errors import FieldFault
from govapi.kit.text import company_key, kana_key

AT_HOME = frozenset({"日本", "日本国", "国内", "japan", "jp"})


@dataclass(frozen=True)
class Provider:
    """Who provides a service: a company of the register of contractors, or the name and country of a firm abroad."""

    is_contractor: bool
    name: str
    country: str


def provider_fault(provider: Provider) -> FieldFault | None:
    """What is wrong with the provider, or None. A firm in this country has a 法人番号, so it belongs to the register of
    contractors; a firm abroad has none."""
    if provider.is_contractor:
        if provider.name or provider.country:
            return FieldFault(
                "/provider_name",
                "提供者は、委託先から選ぶか、国外の事業者の名称と国を入力するか、どちらか一方にしてください。",
            )
        return None
    if not provider.name:
        return FieldFault(
            "/provider_name", "提供者を委託先から選んでください。国外の事業者の場合は、名称と国を入力してください。"
        )
    if not provider.country:
        return FieldFault("/provider_country", "提供者の国を入力してください（例：アメリカ合衆国）。")
    if provider.country.strip().casefold() in AT_HOME:
        return FieldFault(
            "/provider_country", "国内の事業者は、法人番号とともに委託先に登録してから、提供者として選んでください。"
        )
    return None


def unknown_choices(chosen: Sequence[str], known: Collection[str], pointer: str, word: str) -> list[FieldFault]:
    """A fault for each choice the town's policy does not know."""
    return [
        FieldFault(f"{pointer}/{place}", f"{word}「{one}」は、本市の設定にありません。選択肢から選んでください。")
        for place, one in enumerate(chosen)
        if one not in known
    ]


def name_key(name: str) -> str:
    """Key under which two spellings of one service meet; equal keys are a hint, no proof."""
    return company_key(name)[:200]


def order_key(kana: str, name: str) -> str:
    """Key of the 50音 order; a service without フリガナ stands under its name."""
    return kana_key(kana or name)[:200]


class Offered(Protocol):
    """A service, as the rule of duplicates looks at it."""

    contractor_id: UUID | None
    provider_name: str


def same_provider(one: Offered, other: Offered) -> bool:
    """Whether two services have the same provider, as far as the names tell."""
    if one.contractor_id is not None or other.contractor_id is not None:
        return one.contractor_id == other.contractor_id
    return company_key(one.provider_name) == company_key(other.provider_name)
