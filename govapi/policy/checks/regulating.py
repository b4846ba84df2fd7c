from collections.abc import Iterator
from typing import get_args

from govapi.policy.checks.common import repeated
from govapi.policy.faults import PolicyFault
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.schema.regulating import Covered

FILE = "regulating.yaml"


def check_regulating(policy: PolicySet) -> Iterator[PolicyFault]:
    kinds = policy.regulating.kinds
    yield from repeated(FILE, "kinds", [kind.key for kind in kinds])
    covered = [part for kind in kinds for part in kind.covers]
    yield from repeated(FILE, "covers", covered)
    for part in (part for part in get_args(Covered) if part not in covered):
        message = f"「{part}」の規則の根拠となる規程がありません。いずれか一つの規程の covers に加えてください。"
        yield PolicyFault(FILE, "covers", message)
