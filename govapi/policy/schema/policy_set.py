from functools import cached_property
from typing import Annotated

from pydantic import Field

from govapi.policy.schema.assessing import Assessing
from govapi.policy.schema.base import Label, Part
from govapi.policy.schema.classification import Classification
from govapi.policy.schema.clauses import Clause, StandingArticles
from govapi.policy.schema.cloud import Cloud
from govapi.policy.schema.deputising import Deputising
from govapi.policy.schema.documents import DocumentSettings
from govapi.policy.schema.erasure import Erasure
from govapi.policy.schema.manifest import Manifest
from govapi.policy.schema.monitoring import Monitoring
from govapi.policy.schema.notices import Notices
from govapi.policy.schema.personnel import Personnel
from govapi.policy.schema.procurement import Procurement
from govapi.policy.schema.questions import Questionnaire
from govapi.policy.schema.reading import Reading
from govapi.policy.schema.regulating import Regulating
from govapi.policy.schema.roles import Roles
from govapi.policy.schema.routes import ApprovalRoute
from govapi.policy.schema.sns import Sns


class PolicySet(Part):
    """Everything a municipality decides for itself, in one immutable value."""

    name: Label
    classification: Classification
    questionnaire: Questionnaire
    routes: Annotated[tuple[ApprovalRoute, ...], Field(min_length=1)]
    deputising: Deputising
    procurement: Procurement
    erasure: Erasure
    reading: Reading
    roles: Roles
    notices: Notices
    assessing: Assessing
    monitoring: Monitoring
    cloud: Cloud
    regulating: Regulating
    sns: Sns
    personnel: Personnel
    document_settings: DocumentSettings
    manifest: Manifest
    clauses: Annotated[tuple[Clause, ...], Field(min_length=1)]
    articles: tuple[StandingArticles, ...] = ()

    @cached_property
    def _clauses(self) -> dict[str, Clause]:
        return {clause.key: clause for clause in self.clauses}

    def clause(self, key: str) -> Clause:
        """KeyError when the catalogue has no such clause."""
        return self._clauses[key]

    def standing(self, document: str) -> StandingArticles | None:
        """The standing articles of a document; None when it has none."""
        return next((row for row in self.articles if row.document == document), None)
