"""変更の内容の入力 (editing): the form of an amendment, the terms that hold now beside those wanted.

Serves policy section 6(8): a change of the work is a change of what the contractor must keep.
"""
