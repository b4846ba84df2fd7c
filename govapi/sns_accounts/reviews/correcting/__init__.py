"""是正 (correcting): what a review found wrong is put right by its day.

Serves policy sections 6(8) and 7: how the rules are kept is confirmed regularly, and what is wrong is corrected.
"""
