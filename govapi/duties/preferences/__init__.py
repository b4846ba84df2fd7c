"""お知らせの受け取り方 (preferences): one digest a day, each notice by itself, or none; escalations always arrive.

Serves policy section 6(7): being told is part of the duty, how often is one's own choice.
"""
