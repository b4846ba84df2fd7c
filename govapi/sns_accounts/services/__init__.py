"""サービス (services): each social media service the town uses, its officer for the whole town, and when its terms were read.

Serves policy section 6(8): a responsible officer is named for each social media service used.
"""
