"""コマンド (commands): what operators type: serve, worker, jobs, db, policy, openapi, audit, municipality, demo.

Serves policy sections 6(6) and 7: operating govapi within its walls, and proving its audit trail. A fault is one line in
Japanese and an exit code, never a traceback.
"""

from govapi.cli.main import main

__all__ = ["main"]
