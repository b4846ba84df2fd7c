"""監査証跡 (audit trail): who changed what, when, as holder of which post; chained by hash, never altered.

Serves policy sections 6(9) and 7: the audit and the self-check of how the policy is kept.
"""

from govapi.audit.record import note, record, seal

__all__ = ["note", "record", "seal"]
