"""証跡の訂正等 (keeping evidence): what the section that keeps a piece does to it after it was recorded.

Serves policy section 6(8): what a contractor is judged on stays right, and who judged it within scope is known.
"""
