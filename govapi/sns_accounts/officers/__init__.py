"""責任者・副責任者・運用担当者 (officers): the posts that answer for a service and for each account, from which day to which.

Serves policy section 6(8): a responsible officer is named for each social media service used.
"""
