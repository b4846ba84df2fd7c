"""Whether this process lives, and whether it can work: for those who watch and restart it."""

import structlog
from litestar import Response, get
from sqlalchemy.exc import SQLAlchemyError

from govapi.edge.guards import PUBLIC
from govapi.edge.parts import Parts

log = structlog.get_logger("govapi.web")


@get("/healthz", opt={"access": PUBLIC}, include_in_schema=False, sync_to_thread=False)
def healthz() -> dict[str, str]:
    """The process answers."""
    return {"status": "ok"}


@get("/readyz", opt={"access": PUBLIC}, include_in_schema=False, sync_to_thread=True)
def readyz(parts: Parts) -> Response[dict[str, str]]:
    """The database answers too; 503 when it does not."""
    try:
        with parts.database.engine.connect() as connection:
            connection.exec_driver_sql("SELECT 1")  # a pooled connection may be a dead one
            return Response({"status": "ok"})
    except SQLAlchemyError as fault:
        log.error("database out of reach", exc_info=fault)
        return Response({"status": "database_unavailable"}, status_code=503)


ROUTES = (healthz, readyz)
