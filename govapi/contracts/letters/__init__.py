"""通知書 (letters): what every letter to the contractor of a contract has in common: from whom, to whom, about which contract.

Serves policy section 6(8): what the contractor is told under the contract stands in writing, addressed to whoever signed it.
"""
