"""取込み (storing): the entries of a list written many at a time, with an audit row for each that is new, changed or gone.

Serves policy section 6(8): rules and measures for the use of external (cloud) services.
"""
