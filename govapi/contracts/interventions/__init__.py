"""措置の反映 (interventions): a contract is suspended, or performed again, because a decided measure says so.

Serves policy section 6(8): a measure under the contract takes effect on the contract itself.
"""
