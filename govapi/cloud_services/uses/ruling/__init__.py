"""判定 (ruling): what the permission rules say of a use today, and as it stood when the application was submitted.

Serves policy section 6(8): rules and measures for the use of external (cloud) services.
"""
