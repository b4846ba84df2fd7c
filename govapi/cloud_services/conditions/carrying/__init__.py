"""条件の引継ぎ (carrying over): what was met for a use is not asked again of the change or renewal that follows it.

Serves policy section 6(8): rules and measures for the use of external (cloud) services.
"""
