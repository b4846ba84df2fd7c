"""移行登録 (intake): contracts that are running on day one come from the town's own Excel straight into force, with their gaps listed.

Serves policy section 6(8): what was concluded before is held to 「情報セキュリティ要件を明記した契約」 too, by 覚書 or at the next renewal.
"""
