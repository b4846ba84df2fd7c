"""終わり (closing): the inspection, and the proof that our information came back or was erased.

Serves policy sections 6(2) and 6(8): what was handed over does not stay with the contractor.
"""
