"""利用の終了 (ending): export, removal of accounts, and proof that data and backups were deleted.

Serves policy section 6(8): rules and measures for the use of external (cloud) services.
"""
