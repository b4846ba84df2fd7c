"""チェックシート (check sheets): one round of an assessment, from the request to the contractor to the verdict.

Serves policy section 6(8): that the necessary security measures are kept at the contractor is confirmed, question by question.
"""
