"""臨時の再評価のきっかけ (triggers): what happened, so that a contractor is looked at again at once.

Serves policy sections 6(7) and 6(8): an incident, a new sub-contractor or a new place is no reason to wait for the regular day.
"""
