"""利用申請書の記入 (drafting): the application for a use filled in page by page, in plain steps.

Serves policy section 6(8): rules and measures for the use of external (cloud) services.
"""
