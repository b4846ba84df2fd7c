"""できごと (events): what happened, in order and without gaps, for other systems to follow.

Serves policy section 6(7): knowing at any time that the policy is kept. An event carries ids and words, no personal data.
"""
