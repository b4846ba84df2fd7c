from enum import StrEnum
from typing import Annotated

from pydantic import Field

from govapi.policy.schema.base import ClassCode, Key, Label, Part, Rule, Sentence, by_key


class ErasureKind(StrEnum):
    """破壊 (no reuse), 除去 (data made unrecoverable), 返却 (given back to the city)."""

    DESTROY = "破壊"
    PURGE = "除去"
    RETURN = "返却"


class Medium(Part):
    key: Key
    label: Label


class ErasureMethod(Rule):
    """A method, the media it fits, and the highest class it is enough for (None: every class)."""

    key: Key
    label: Label
    kind: ErasureKind
    media: Annotated[tuple[Key, ...], Field(min_length=1)]
    up_to_class: ClassCode | None = None
    note: str = ""


class ErasureProof(Rule):
    """What proof is needed from a class on."""

    class_at_least: ClassCode
    certificate: bool
    log_or_photo: bool
    staff_attends: bool
    text: Sentence


class Erasure(Part):
    media: tuple[Medium, ...]
    methods: tuple[ErasureMethod, ...]
    proofs: tuple[ErasureProof, ...]

    def medium(self, key: str) -> Medium:
        """KeyError when unknown."""
        return by_key(self.media, key)

    def method(self, key: str) -> ErasureMethod:
        """KeyError when unknown."""
        return by_key(self.methods, key)
