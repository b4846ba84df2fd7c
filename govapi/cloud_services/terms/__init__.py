"""約款 (terms of service): the terms as they stood on the day they were checked, kept with their hash.

Serves policy section 6(8): rules and measures for the use of external (cloud) services.
"""
