"""回議の経路 (routing): the policy's steps become posts of the town, frozen when a decision is asked for.

Serves policy section 6(1).
"""
