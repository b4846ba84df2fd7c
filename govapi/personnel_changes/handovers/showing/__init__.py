"""引継ぎの見せ方 (showing): a handover as the doors show it, with what this person may do.

Serves policy section 6(1): each sees what to hand over and what to take, and by when.
"""
