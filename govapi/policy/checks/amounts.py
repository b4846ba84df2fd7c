from collections.abc import Iterator

from govapi.kit.japan.money import yen
from govapi.policy.checks.common import bands, dates, repeated, unknown
from govapi.policy.faults import PolicyFault
from govapi.policy.schema.base import on_day
from govapi.policy.schema.policy_set import PolicySet

FILE, NOTICES = "procurement.yaml", "notices.yaml"


def check_procurement(policy: PolicySet) -> Iterator[PolicyFault]:
    rules = policy.procurement
    grounds = [ground.key for ground in rules.grounds]
    yield from repeated(FILE, "grounds", grounds)
    yield from repeated(FILE, "methods", [method.key for method in rules.methods])
    for method in rules.methods:
        yield from unknown(FILE, f"methods.{method.key}", method.grounds, grounds, "根拠")
    yield from bands(FILE, "quotes", [(row.min_yen, row.max_yen) for row in rules.quotes])
    yield from dates(FILE, "consumption_tax", rules.consumption_tax.rates, from_beginning=False)
    yield from dates(FILE, "delay_interest", rules.delay_interest.rates, from_beginning=False)
    yield from repeated(FILE, "long_term", [row.key for row in rules.long_term])
    yield from repeated(NOTICES, "leads", [row.key for row in policy.notices.leads])
    yield from repeated(NOTICES, "yearly", [row.key for row in policy.notices.yearly])
    yield from _small_sum(policy)


def _small_sum(policy: PolicySet) -> Iterator[PolicyFault]:
    small = policy.procurement.small_sum
    yield from repeated(FILE, "small_sum.legal", [row.kind for row in small.legal])
    for row in small.legal:
        yield from dates(FILE, f"small_sum.legal.{row.kind}", row.amounts, from_beginning=True)
    yield from dates(FILE, "small_sum.own", small.own.amounts, from_beginning=False)
    legal = next((row.amounts for row in small.legal if row.kind == small.body), None)
    if legal is None:
        yield PolicyFault(FILE, "small_sum.body", f"「{small.body}」の額が legal にありません。加えてください。")
        return
    for own in small.own.amounts:
        ceiling = on_day(legal, own.since) if own.since else next((row for row in legal if row.since is None), None)
        if ceiling is not None and own.amount > ceiling.amount:
            message = f"本市の額{yen(own.amount)}は、別表第５の額{yen(ceiling.amount)}を超えています。これ以下に改めてください。"
            yield PolicyFault(FILE, "small_sum.own", message)
