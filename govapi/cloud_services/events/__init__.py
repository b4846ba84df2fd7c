"""サービスの変化 (event): a change of terms, of data location, an incident: told once, answered for each use.

Serves policy section 6(8): rules and measures for the use of external (cloud) services.
"""
