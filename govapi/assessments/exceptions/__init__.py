"""不適合の委託先に係る例外措置 (exceptions): a contractor that does not pass, or is not assessed yet, is contracted with for a time.

Serves policy section 6(8): the contractor is chosen on its security; where that cannot be kept, somebody named answers for the
exception, for what is done instead, and for its last day.
"""
