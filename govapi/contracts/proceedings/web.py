"""What the fields of the records under a contract are called."""

LABELS = {
    "note": "伺い文", "reason": "理由", "compensation": "代わりに講じる措置", "until": "期限", "clause_key": "条項",
    "effective_on": "効力発生日",
}  # fmt: skip
