"""公式アカウントの一覧 (public_list): what everybody may see of the official accounts, as a file and as a page.

Serves policy section 6(8): proof that an account is the town's own.
"""
