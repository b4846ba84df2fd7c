"""公表 (publishing): what a list does is written on the day of its publication, put right by a correction, taken back.

Serves policy sections 6(1) and 6(8): successors, handovers and duties appear when everybody may know of them, and not before.
"""
