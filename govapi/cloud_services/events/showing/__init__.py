"""サービスの変化の表示 (showing): events and answers in words, for the API, the page of the service and that of the use.

Serves policy section 6(8): rules and measures for the use of external (cloud) services.
"""
