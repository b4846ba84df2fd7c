"""移行登録 (intake): uses already running, entered from a workbook straight into force.

Serves policy section 6(8): rules and measures for the use of external (cloud) services.
"""
