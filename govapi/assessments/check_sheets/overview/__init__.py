"""チェックシートの概要 (overview): how a round stands, for lists and for the head of its page.

Serves policy section 6(8): who has not answered yet, and what was answered, is seen at a glance.
"""
