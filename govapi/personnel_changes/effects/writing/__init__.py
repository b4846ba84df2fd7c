"""記入 (writing): 発令 written, ended and taken back as a list says, in few statements.

Serves policy sections 6(1) and 6(8): a list takes effect whole or not at all.
"""
