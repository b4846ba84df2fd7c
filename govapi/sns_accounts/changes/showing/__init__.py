"""変更の表示 (showing): a change as its reader sees it: what stands, what is proposed, and what may be done.

Serves policy section 6(8): the information that may be published is laid down for each account.
"""
