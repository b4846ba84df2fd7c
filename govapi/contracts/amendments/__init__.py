"""変更契約 (amendments): a record under the contract with dated terms and a decision of its own.

Serves policy section 6(8): when the work changes, the requirements that follow from it are settled again before it does.
"""
