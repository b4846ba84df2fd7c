"""利用の画面 (record): the page of a use, put together from the parts of the room.

Serves policy section 6(8): rules and measures for the use of external (cloud) services.
"""
