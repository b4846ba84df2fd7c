"""下見 (preview): what a list would do, line by line, before anything is written.

Serves policy sections 6(1) and 6(8): a post without a successor is seen before the day, not after it.
"""
