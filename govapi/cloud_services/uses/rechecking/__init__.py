"""見直し (rechecking): a running use that the rules of a new policy set judge harder is looked at again by its section.

Serves policy section 6(8): rules and measures for the use of external (cloud) services.
"""
