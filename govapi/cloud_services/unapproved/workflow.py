"""承認のない利用の一生: found, instructed, reported by the section that used it, checked by another person and closed."""

from govapi.cloud_services.unapproved import rules
from govapi.people.relations import Who
from govapi.workflow import T, Workflow

INSTRUCTING = frozenset({Who.SECURITY_OFFICE, Who.SECTION_HEAD})
CLOSERS = frozenset({Who.SECURITY_OFFICE, Who.SECURITY_SUPERVISOR})
SECTION = frozenset({Who.SECTION_STAFF})
WAITING = ("found", "stopping", "applying")

UNAPPROVED_USE = Workflow(
    noun="unapproved_use",
    title="承認のない利用",
    labels={
        "found": "発見",
        "stopping": "停止を指示",
        "applying": "申請を指示",
        "reported": "報告あり",
        "closed": "対応済",
    },
    initial="found",
    four_eyes="対応を報告した職員は、終結を確認できません。ほかの職員が確認してください。",
    transitions=(
        T("order_stop", "利用の停止を指示する", (*WAITING, "reported"), "stopping", INSTRUCTING, stamps="instructed", asks=True),
        T(
            "ask_application",
            "利用の申請を指示する",
            (*WAITING, "reported"),
            "applying",
            INSTRUCTING,
            stamps="instructed",
            asks=True,
        ),
        T("report", "対応を報告する", WAITING, "reported", SECTION, stamps="reported", asks=True),
        T(
            "close_removed",
            "停止と消去を確認して終える",
            ("reported",),
            "closed",
            CLOSERS,
            (rules.stopped_and_removed, rules.prevention_told),
            not_by=("reported",),
            stamps="closed",
        ),
        T(
            "close_approved",
            "事後の許可を確認して終える",
            ("reported",),
            "closed",
            CLOSERS,
            (rules.approved_afterwards, rules.prevention_told),
            not_by=("reported",),
            stamps="closed",
        ),
        T(
            "close_no_use",
            "利用ではなかったとして終える",
            (*WAITING, "reported"),
            "closed",
            CLOSERS,
            needs_reason=True,
            not_by=("reported",),
            stamps="closed",
        ),
    ),
)
