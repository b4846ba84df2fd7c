"""ソーシャルメディアアカウント (sns_accounts): the town's accounts, who answers for each of them, and what each may publish.

Serves policy section 6(8): an operating procedure, the information that may be published, and a responsible officer for each
social media service used.
"""
