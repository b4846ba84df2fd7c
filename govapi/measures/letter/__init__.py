"""措置通知書 (letter): the decided measure, told to the contractor with the clause it rests on.

Serves policy section 6(8): a measure under the contract is taken in writing.
"""
