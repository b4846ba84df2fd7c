"""対応 (matching): which service an entry is: proposed by name, confirmed or refused by a person who has read its scope.

Serves policy section 6(8): rules and measures for the use of external (cloud) services.
"""
