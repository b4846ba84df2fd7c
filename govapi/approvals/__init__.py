"""決裁 (approvals): who agrees and who decides, as posts frozen at submission and persons of the day of the act.

Serves policy section 6(1): the organisation that answers for security. 合議, 決裁, 専決, 代決 with 後閲, 差戻し, 引戻し, 否決; and
decisions taken outside, recorded.
"""
