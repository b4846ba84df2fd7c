"""回答の確認 (reviewing): what the town says to each answer, and what all of them come to: score, breakdown, coverage.

Serves policy section 6(8): an answer is not taken for the measure; somebody looks at it.
"""
