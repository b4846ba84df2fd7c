"""登録 (storing): running uses enter the ledger as permitted; what is not known, or not as the rules want it, becomes a duty.

Serves policy section 6(8): a use that began before is held to the rules too.
"""
