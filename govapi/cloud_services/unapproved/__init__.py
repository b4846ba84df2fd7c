"""承認のない利用 (unapproved use, shadow IT): found, stopped or brought to an application, with its end recorded.

Serves policy section 6(8): rules and measures for the use of external (cloud) services.
"""
