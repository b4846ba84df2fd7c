"""回答票の作成 (writing): from the questions of a round to a file that a contractor fills in and a clerk likes to print.

Serves policy section 6(8): what is asked, by when, and what must not be written is plain to whoever opens the file.
"""
