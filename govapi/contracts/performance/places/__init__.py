"""作業場所 (work places): where our information is worked on, at whose site, in which cloud, from when to when.

Serves policy section 6(8) and 6(3): our information is worked on where the contract allows it, and nowhere else.
"""
