"""欠員 (vacancies): an account nobody answers for is red at once, somebody's duty, and proposed for 休止.

Serves policy section 6(8): a responsible officer for each service used, without a gap.
"""
