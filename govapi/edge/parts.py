"""The parts a running govapi is put together from; ``app`` chooses real ones, demo ones or test ones."""

from dataclasses import dataclass, field

from govapi.db.session import Database
from govapi.edge.oidc.relying_party import RelyingParty
from govapi.edge.oidc.tokens import TokenVerifier
from govapi.files.store import FileStore
from govapi.kit.clock import Clock
from govapi.settings import Settings


@dataclass(frozen=True)
class Parts:
    """Everything the doors and the jobs lean on."""

    settings: Settings
    database: Database
    files: FileStore
    tokens: TokenVerifier
    relying_party: RelyingParty
    clock: Clock = field(default_factory=Clock)
