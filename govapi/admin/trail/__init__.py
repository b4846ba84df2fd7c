"""監査記録とできごと (trail): who changed what, for auditors; and the same as a feed for other systems.

Serves 6(9) and 7 of the cyber security policy: how the policy is kept can be audited, from the records themselves.
"""
