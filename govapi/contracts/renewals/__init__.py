"""更新 (renewals): the contract after this one, linked to it. There is no 自動更新: it is planned, decided and concluded anew.

Serves policy section 6(8).
"""
