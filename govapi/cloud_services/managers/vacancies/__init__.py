"""管理者の欠員 (vacancy): a running use without a manager: no post is named, the post is gone, or nobody holds it.

Serves policy sections 6(1) and 6(8): each service that is used has somebody who answers for it.
"""
