"""検査調書 (the inspection certificate): the outcome of an inspection as a frozen paper.

Serves policy section 6(8): that security was kept through the term is certified by the inspector.
"""
