"""サービスの照合 (matching): which registered service a row means, and which rows mean one and the same use.

Serves policy section 6(8): a service is registered once, however many sections use it.
"""
