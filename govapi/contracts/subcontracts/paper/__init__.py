"""承諾・不承諾通知書 (the notice): what the contractor is told about his request, as a frozen paper.

Serves policy section 6(8): the consent, its conditions and its limits stand in writing.
"""
