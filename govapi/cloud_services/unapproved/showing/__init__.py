"""承認のない利用の表示 (showing): a record as a list and its page hold it, in words.

Serves policy section 6(8): rules and measures for the use of external (cloud) services.
"""
