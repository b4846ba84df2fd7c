"""道具: what every room uses and no town decides: clock, ids, errors, paging, and Japanese writing (kit.japan, kit.text).

Serves policy sentence 6(8) only through the rooms built on it; it knows nothing of towns, contracts or the database.
"""
