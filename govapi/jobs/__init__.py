"""ジョブ (jobs): work that a transaction leaves to be done after it commits, and work the calendar asks for.

Serves policy section 6(7). One port, ``enqueue``; SQLite drains it inside ``serve``, PostgreSQL through procrastinate.
"""

from govapi.jobs.port import enqueue

__all__ = ["enqueue"]
