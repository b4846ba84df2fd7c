"""The rules of the register: who may be a provider, and which two services are one."""

from dataclasses import dataclass
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govapi.cloud_services.rules import Provider, name_key, order_key, provider_fault, same_provider, unknown_choices

ONE, OTHER = UUID(int=1), UUID(int=2)


@dataclass
class Offer:
    contractor_id: UUID | None
    provider_name: str = ""


@pytest.mark.parametrize(
    ("provider", "pointer"),
    [
        (Provider(True, "", ""), None),
        (Provider(False, "Mihon Inc.", "架空国"), None),
        (Provider(True, "Mihon Inc.", "架空国"), "/provider_name"),
        (Provider(True, "", "架空国"), "/provider_name"),
        (Provider(False, "", ""), "/provider_name"),
        (Provider(False, "", "架空国"), "/provider_name"),
        (Provider(False, "Mihon Inc.", ""), "/provider_country"),
        (Provider(False, "株式会社見本", "日本"), "/provider_country"),
        (Provider(False, "株式会社見本", " Japan"), "/provider_country"),
    ],
)
def test_a_provider_is_a_contractor_or_a_firm_abroad(provider: Provider, pointer: str | None) -> None:
    fault = provider_fault(provider)
    assert (fault.pointer if fault else None) == pointer
    assert fault is None or fault.message.endswith("。") or fault.message.endswith("）。")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (Offer(ONE), Offer(ONE), True),
        (Offer(ONE), Offer(OTHER), False),
        (Offer(ONE), Offer(None, "Mihon Inc."), False),
        (Offer(None, "Mihon, Inc."), Offer(None, "ＭＩＨＯＮ　Inc"), True),
        (Offer(None, "Mihon Inc."), Offer(None, "Kakuu Inc."), False),
    ],
)
def test_the_same_provider(one: Offer, other: Offer, *, same: bool) -> None:
    assert same_provider(one, other) is same is same_provider(other, one)


def test_names_meet_and_are_ordered() -> None:
    assert name_key("見本・チャット") == name_key("見本チャット")
    assert order_key("", "Mihon") == order_key("Mihon", "見本")
    assert [one.pointer for one in unknown_choices(["a", "x", "b"], {"a", "b"}, "/kinds", "種類")] == ["/kinds/1"]


@given(st.text(max_size=300))
def test_any_name_has_keys_that_fit(name: str) -> None:
    assert len(name_key(name)) <= 200
    assert len(order_key("", name)) <= 200
