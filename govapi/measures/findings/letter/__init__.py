"""改善要求書 (letter): what is demanded of the contractor, on paper, with the clause it rests on.

Serves policy section 6(8): an improvement is demanded in writing.
"""
