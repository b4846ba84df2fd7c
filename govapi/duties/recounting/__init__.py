"""日ごとの数え直し (recounting): the rooms above look anew, batch by batch, at what the day or a decision of the town has changed.

Serves policy sections 6(7), 6(8) and 6(9): a term that came with the day is found, however many records there are.
"""
