"""管理 (admin): the doors to what belongs to the whole town instead of one room.

Serves 6(1) and 8 of the cyber security policy (組織体制・見直し).
"""
