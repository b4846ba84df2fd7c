"""The two texts an account needs, and which of them is lacking. Pure."""

from collections.abc import Collection, Mapping
from typing import Literal

Kind = Literal["procedure", "policy"]
KINDS: Mapping[Kind, str] = {"procedure": "運用手順", "policy": "運用方針"}
TEMPLATES: Mapping[Kind, str] = {"procedure": "sns_procedure", "policy": "sns_policy"}


def lacking(there: Collection[Kind]) -> tuple[Kind, ...]:
    """The texts that are not in force, in their order."""
    return tuple(kind for kind in KINDS if kind not in there)


def words(kinds: Collection[Kind]) -> str:
    """「運用手順」及び「運用方針」."""
    return "及び".join(f"「{KINDS[kind]}」" for kind in KINDS if kind in kinds)
