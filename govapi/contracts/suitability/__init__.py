"""相手方の適合性 (suitability): whether the contractor was assessed as the job needs, and how far that may bind by the method of procurement.

Serves policy section 6(8): 「委託事業者を選定し」. A condition binds only where it was told beforehand, or where the town chooses whom
to ask; otherwise the winner is not refused, and its measures are confirmed after the conclusion.
"""
