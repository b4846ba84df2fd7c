"""事故の表示 (showing): an incident as a reader sees it: laws with their reasons, clocks, 通報, contracts, next steps.

Serves policy section 6(7): whoever answers an incident sees what is due, and whoever holds a contract sees what happened.
"""
