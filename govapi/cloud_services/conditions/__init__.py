"""利用の条件 (condition): what a permitted use must fulfil, by when, and with which proof.

Serves policy section 6(8): rules and measures for the use of external (cloud) services.
"""
