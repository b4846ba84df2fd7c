"""Two invented towns for tests that need a municipality: their codes are well formed and given to nobody."""

from collections.abc import Iterable

from govapi.db.session import Database
from govapi.edge.transaction import writing
from govapi.kit.clock import Clock
from govapi.people.service import found_municipality

KAKU = "479900"  # 架空市
MIHON = "479918"  # 見本町


def found(database: Database, codes: Iterable[str] = (KAKU, MIHON)) -> None:
    """Founds the towns through the door everybody uses."""
    for code in codes:
        with writing(database, code, Clock()) as session:
            found_municipality(session, code, {KAKU: "架空市", MIHON: "見本町"}.get(code, "見本市"), "かくうし")
