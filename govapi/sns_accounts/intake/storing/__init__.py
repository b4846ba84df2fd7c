"""登録 (storing): running accounts enter the register as 運用中; what they lack becomes a duty of their section.

Serves policy section 6(8): an account opened before is held to the rules too.
"""
