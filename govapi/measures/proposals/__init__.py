"""指名停止の具申 (suspension proposals): a section's opinion to the contract office; an internal rule, not a measure under a contract.

Serves policy section 6(8): who broke a contract's security may be kept from the next one, by those whose rule it is.
"""
