"""登録との対応の一生: proposed by the names, confirmed or refused by a person, who may change the mind."""

from govapi.people.relations import Who
from govapi.workflow import T, Workflow

OFFICE = frozenset({Who.SECURITY_OFFICE})

MATCH = Workflow(
    noun="registration_match",
    title="サービスと登録の対応",
    labels={"proposed": "候補", "confirmed": "確認済み", "refused": "対応しない"},
    initial="proposed",
    transitions=(
        T("confirm", "対応を確認する", ("proposed", "refused", "confirmed"), "confirmed", OFFICE, asks=True),
        T("refuse", "対応しないとする", ("proposed", "confirmed"), "refused", OFFICE, needs_reason=True),
    ),
)
