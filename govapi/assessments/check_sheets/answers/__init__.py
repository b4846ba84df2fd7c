"""回答 (answers): what the contractor says to each question, beside what it said last time and what a certificate says for it.

Serves policy section 6(8): measures are confirmed question by question, and what changed since the last time is seen.
"""
