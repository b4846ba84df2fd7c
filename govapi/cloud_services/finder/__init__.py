"""使えるサービス (what may I use): for this information and from here: what is approved, on which conditions.

Serves policy section 6(8): rules and measures for the use of external (cloud) services.
"""
