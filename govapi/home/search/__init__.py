"""横断検索 (search): one question put to every noun one may read, answered with the newest records first.

Serves policy 6(7): what was outsourced, and to whom, must be found without knowing where it stands.
"""
