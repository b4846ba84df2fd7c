"""登録 (storing): companies, contracts and clause rows of an import written many at a time, with an audit row for each.

Serves policy section 6(8): the ledger holds what is in force.
"""
