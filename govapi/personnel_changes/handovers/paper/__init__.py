"""引継書 (paper): the handover as a paper that both keep.

Serves policy sections 6(1) and 6(8): what was handed over to whom on which day can be shown afterwards.
"""
