"""方針セットの形 (shapes of the policy set): frozen models that refuse unknown keys. Serves 9 of the policy (対策基準)."""
