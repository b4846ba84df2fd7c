"""登録 (registration): entries of published lists (ISMAP, ISMAP-LIU, DMP, JC-STAR), by the day they were fetched, and their match.

Serves policy section 6(8): rules and measures for the use of external (cloud) services.
"""
