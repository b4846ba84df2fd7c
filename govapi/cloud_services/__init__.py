"""クラウドサービス (cloud services): which services the town uses, and who provides them on which terms.

Serves policy section 6(8): rules and measures for the use of external (cloud) services.
"""
