"""変更 (changes): what was approved of an account is changed only as it was approved.

Serves policy section 6(8): the information that may be published is laid down for each account.
"""
