"""文書 (papers): the application, the notice of the decision, and the list of managers, through the Word engine.

Serves policy section 6(8): rules and measures for the use of external (cloud) services.
"""
