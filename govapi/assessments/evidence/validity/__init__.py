"""証跡の有効期間 (the validity of evidence): counted anew for the whole contractor whenever one piece changes.

Serves policy section 6(8): what is relied on is in force, and is asked for again before it ceases.
"""
