"""年次の確認 (reviews): once a year each account is looked at again, and what is wrong is put right.

Serves policy sections 6(8) and 7: how the rules are kept is confirmed regularly.
"""
