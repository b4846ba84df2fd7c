"""What a ground says, and the refusal of one that is none. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Ground:
    """A clause that stands in the contract: where, and which sentence of the policy it serves."""

    key: str
    title: str
    article: str  # 第５条, empty while no paper was made
    document: str
    policy: tuple[str, ...]

    @property
    def label(self) -> str:
        return f"{self.article}（{self.title}）" if self.article else self.title


def lacking(title: str, number: str, included: Sequence[Ground]) -> str:
    """Why this clause is no ground, in Japanese."""
    names = "、".join(f"「{one.title}」" for one in included) or "なし"
    return (
        f"「{title}」は、契約（{number}）に入っていない条項です。契約に入っている条項を根拠としてください。"
        f"この契約の条項は、{names}です。"
    )
