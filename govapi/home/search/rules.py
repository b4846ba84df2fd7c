"""What is found, and the order of what several nouns found, pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

NOUNS = {
    "contracts": "業務委託契約",
    "contractors": "委託先",
    "cloud-services": "クラウドサービス",
    "cloud-uses": "クラウドサービスの利用",
    "sns-accounts": "ソーシャルメディアアカウント",
    "regulations": "規程",
}


@dataclass(frozen=True)
class Hit:
    """A record that was found. Its id tells when it was made."""

    noun: str
    id: UUID
    number: str
    title: str

    @property
    def path(self) -> str:
        """Where it is, under either door."""
        return f"/{self.noun}/{self.id}"


def newest(found: Iterable[Hit], limit: int) -> list[Hit]:
    """The newest of them, whatever their noun."""
    return sorted(found, key=lambda hit: hit.id, reverse=True)[:limit]
