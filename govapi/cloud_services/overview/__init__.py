"""サービスの画面 (overview): one service with everything known about it: who uses it, terms, judgements, registrations, events.

Serves policy section 6(8): rules and measures for the use of external (cloud) services.
"""
