"""判断 (judgement): what a named person judged about a service: disclosure under foreign law, safety of an unregistered one.

Serves policy section 6(8): rules and measures for the use of external (cloud) services.
"""
