"""方針セットの管理 (policy sets): reading, checking, importing and confirming what the town decided. Serves 8 and 9 of the policy."""
