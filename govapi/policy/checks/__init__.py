"""点検 (checks over a whole policy set): what no single file can see alone. Serves 8 of the policy (見直し)."""

from collections.abc import Set as AbstractSet

from govapi.policy.checks.amounts import check_procurement
from govapi.policy.checks.assessing import check_assessing
from govapi.policy.checks.classes import check_classification, check_erasure, check_questionnaire
from govapi.policy.checks.cloud import check_cloud
from govapi.policy.checks.personnel import check_personnel
from govapi.policy.checks.regulating import check_regulating
from govapi.policy.checks.sns import check_sns
from govapi.policy.checks.texts import check_clauses, check_manifest
from govapi.policy.checks.watching import check_monitoring
from govapi.policy.checks.who import check_reading, check_routes
from govapi.policy.faults import PolicyFault
from govapi.policy.schema.policy_set import PolicySet


def check(policy: PolicySet, template_files: AbstractSet[str]) -> list[PolicyFault]:
    """Every fault of the policy set; `template_files` are the Word templates there are (`documents/x.docx`)."""
    return [
        *check_classification(policy),
        *check_questionnaire(policy),
        *check_routes(policy),
        *check_procurement(policy),
        *check_clauses(policy),
        *check_manifest(policy, template_files),
        *check_erasure(policy),
        *check_reading(policy),
        *check_assessing(policy),
        *check_monitoring(policy),
        *check_cloud(policy),
        *check_regulating(policy),
        *check_sns(policy),
        *check_personnel(policy),
    ]
