"""回答票の読取り (reading): from a file that came back to the answers in it, or to every cell that is at fault.

Serves policy section 6(8): an answer counts only as it was given, to the question that was asked.
"""
