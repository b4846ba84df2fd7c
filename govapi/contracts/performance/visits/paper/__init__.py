"""実地調査の通知書・結果書 (papers of a visit): what the contractor is told before and after.

Serves policy section 6(8): the visit rests on a clause of the contract, and what was found stands in writing.
"""
