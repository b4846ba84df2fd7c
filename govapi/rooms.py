"""The rooms: whose doors stand where, and what one says to another without knowing it."""

from collections.abc import Sequence

from litestar.types import ControllerRouterHandler
from sqlmodel import Session

from govapi.admin import web as admin_web
from govapi.admin.jobs import api as jobs_api
from govapi.admin.jobs import web as jobs_web
from govapi.admin.organisation import api as organisation_api
from govapi.admin.organisation import people_api, people_web
from govapi.admin.organisation import web as organisation_web
from govapi.admin.policy_sets import api as policy_sets_api
from govapi.admin.policy_sets import web as policy_sets_web
from govapi.admin.regulations import api as regulations_api
from govapi.admin.regulations import web as regulations_web
from govapi.admin.trail import api as trail_api
from govapi.admin.trail import web as trail_web
from govapi.approvals import api as approvals_api
from govapi.approvals import web as approvals_web
from govapi.approvals.service import Endings
from govapi.assessments import api as assessments_api
from govapi.assessments import web as assessments_web
from govapi.assessments.campaigns import api as campaigns_api
from govapi.assessments.campaigns import web as campaigns_web
from govapi.assessments.check_sheets import api as check_sheets_api
from govapi.assessments.check_sheets import web as check_sheets_web
from govapi.assessments.check_sheets.answers import api as answers_api
from govapi.assessments.check_sheets.deciding import service as verdicts
from govapi.assessments.check_sheets.letters import api as letters_api
from govapi.assessments.check_sheets.reviewing import api as reviewing_api
from govapi.assessments.evidence import api as evidence_api
from govapi.assessments.evidence import web as evidence_web
from govapi.assessments.exceptions import api as exceptions_api
from govapi.assessments.exceptions import service as exceptions
from govapi.assessments.exceptions import web as exceptions_web
from govapi.assessments.links import api as links_api
from govapi.assessments.links import web as links_web
from govapi.assessments.workbook import api as workbook_api
from govapi.assessments.workbook import web as workbook_web
from govapi.cloud_services.deciding import service as cloud_uses
from govapi.cloud_services.doors import api as cloud_api
from govapi.cloud_services.doors import web as cloud_web
from govapi.cloud_services.uses.linking.service import choices, linked
from govapi.contractors import api as contractors_api
from govapi.contractors import web as contractors_web
from govapi.contracts import api as contracts_api
from govapi.contracts import web as contracts_web
from govapi.contracts.amendments import api as amendments_api
from govapi.contracts.amendments import service as amendments
from govapi.contracts.attachments import api as attachments_api
from govapi.contracts.attachments.queries import sees_content
from govapi.contracts.closing import api as closing_api
from govapi.contracts.closing.certificate import api as certificate_api
from govapi.contracts.decisions.service import on_decision
from govapi.contracts.intake import api as intake_api
from govapi.contracts.intake import web as intake_web
from govapi.contracts.paper import api as contract_papers_api
from govapi.contracts.paper import web as contract_papers_web
from govapi.contracts.performance.places import api as places_api
from govapi.contracts.performance.reports import api as reports_api
from govapi.contracts.performance.rosters import api as rosters_api
from govapi.contracts.performance.visits import api as visits_api
from govapi.contracts.renewals import api as renewals_api
from govapi.contracts.subcontracts import api as subcontracts_api
from govapi.contracts.subcontracts.consent import service as subcontracts
from govapi.contracts.suitability import api as suitability_api
from govapi.contracts.waivers import api as waivers_api
from govapi.contracts.waivers import service as waivers
from govapi.documents import api as documents_api
from govapi.documents import web as documents_web
from govapi.documents.queries import Reach
from govapi.duties import api as duties_api
from govapi.duties import web as duties_web
from govapi.duties.feed import api as feed_api
from govapi.duties.feed import web as feed_web
from govapi.duties.preferences import api as preferences_api
from govapi.duties.preferences import web as preferences_web
from govapi.duties.schemas import Places, Subpages
from govapi.home import web as home_web
from govapi.home.search import api as search_api
from govapi.home.search import web as search_web
from govapi.measures import api as measures_api
from govapi.measures import web as measures_web
from govapi.measures.concerns.web import account_concerns, concerns, use_concerns
from govapi.measures.deciding import service as measures
from govapi.measures.findings import api as findings_api
from govapi.measures.incidents import api as incidents_api
from govapi.measures.paper.queries import shown
from govapi.measures.proposals import api as proposals_api
from govapi.people.actor import Actor
from govapi.personnel_changes.doors import api as personnel_api
from govapi.personnel_changes.doors import web as personnel_web
from govapi.personnel_changes.handovers.queries import papers_shown
from govapi.policy.schema.policy_set import PolicySet
from govapi.sns_accounts.changes import service as sns_changes
from govapi.sns_accounts.deciding import service as sns_accounts
from govapi.sns_accounts.doors import api as sns_api
from govapi.sns_accounts.doors import web as sns_web
from govapi.sns_accounts.papers import queries as sns_papers
from govapi.web import signin

# Where the records stand to which a duty may belong, by their noun.
PLACES: Places = {
    "amendment": "/amendments",
    "assessment": "/assessments",
    "assessment_exception": "/assessment-exceptions",
    "check_sheet": "/check-sheets",
    "cloud_use": "/cloud-uses",
    "cloud_service": "/cloud-services",
    "contract": "/contracts",
    "evidence": "/evidence",
    "finding": "/findings",
    "handover": "/handovers",
    "incident": "/incidents",
    "measure": "/measures",
    "regulation": "/regulations",
    "site_visit": "/site-visits",
    "sns_account": "/sns-accounts",
    "sns_change": "/sns-changes",
    "sns_service": "/sns-services",
    "subcontract": "/subcontracts",
    "unapproved_use": "/unapproved-uses",
    "waiver": "/waivers",
}

# Where in a record's pages a duty of this kind is met, when it is not on the first of them.
SUBPAGES: Subpages = {
    "cloud.registration": "/lost-registrations",
    "cloud.condition": "#conditions",
    "cloud.confirmation": "#confirmations",
    "cloud.manager": "/managers",
    "contract.confirmation": "/suitability",
    "report.regular": "/performance",
    "site_visit.once_a_term": "/performance",
    "incident.playbook": "#playbook",
    "sns.closing": "#closing",
    "sns.dormant": "#activity",
    "sns.officer": "/officers",
    "sns.review": "#reviews",
    "sns.text": "#texts",
}

# What the end of a decision sets off, by the noun it decides about.
ENDINGS: Endings = {
    "contract": on_decision,
    "waiver": waivers.on_decision,
    "amendment": amendments.on_decision,
    "subcontract": subcontracts.on_decision,
    "check_sheet": verdicts.on_decision,
    "measure": measures.on_decision,
    "cloud_use": cloud_uses.on_decision,
    "sns_account": sns_accounts.on_decision,
    "sns_change": sns_changes.ending(linked),
    "assessment_exception": exceptions.on_decision,
}


def papers(session: Session, actor: Actor, policy: PolicySet) -> Reach:
    """The papers that are shown beside those of one's section, and those that are kept, as every room says."""
    records = shown(session, actor, policy, papers_shown(session, actor), sns_papers.papers_shown(session, actor))
    return Reach(records, sns_papers.kept(session, actor, policy))


API_ROOMS: Sequence[ControllerRouterHandler] = (
    *approvals_api.routes(ENDINGS, sees_content),
    *contractors_api.ROUTES,
    *contracts_api.ROUTES,
    *intake_api.ROUTES,
    *waivers_api.ROUTES,
    *suitability_api.ROUTES,
    *amendments_api.ROUTES,
    *subcontracts_api.ROUTES,
    *reports_api.ROUTES,
    *visits_api.ROUTES,
    *rosters_api.ROUTES,
    *places_api.ROUTES,
    *renewals_api.ROUTES,
    *closing_api.ROUTES,
    *certificate_api.ROUTES,
    *attachments_api.ROUTES,
    *assessments_api.ROUTES,
    *campaigns_api.ROUTES,
    *check_sheets_api.ROUTES,
    *answers_api.ROUTES,
    *reviewing_api.ROUTES,
    *letters_api.ROUTES,
    *workbook_api.ROUTES,
    *evidence_api.ROUTES,
    *exceptions_api.ROUTES,
    *links_api.ROUTES,
    *contract_papers_api.ROUTES,
    *findings_api.ROUTES,
    *measures_api.ROUTES,
    *proposals_api.ROUTES,
    *incidents_api.ROUTES,
    *cloud_api.ROUTES,
    *sns_api.routes(linked, choices),
    *personnel_api.ROUTES,
    *documents_api.routes(papers),
    *duties_api.routes(PLACES),
    *preferences_api.ROUTES,
    *feed_api.ROUTES,
    *jobs_api.routes(PLACES),
    *policy_sets_api.ROUTES,
    *regulations_api.ROUTES,
    *organisation_api.ROUTES,
    *people_api.ROUTES,
    *trail_api.ROUTES,
    *search_api.ROUTES,
)

WEB_ROOMS: Sequence[ControllerRouterHandler] = (
    *home_web.ROUTES,
    *search_web.ROUTES,
    *approvals_web.routes(ENDINGS),
    *check_sheets_web.ROUTES,
    *contractors_web.routes(contracts_web.deals, assessments_web.looks),
    *assessments_web.ROUTES,
    *campaigns_web.ROUTES,
    *evidence_web.ROUTES,
    *links_web.ROUTES,
    *exceptions_web.ROUTES,
    *contracts_web.routes(concerns),
    *measures_web.ROUTES,
    *cloud_web.routes(use_concerns),
    *sns_web.routes(account_concerns, linked, choices),
    *personnel_web.ROUTES,
    *intake_web.ROUTES,
    *contract_papers_web.ROUTES,
    *workbook_web.ROUTES,
    *documents_web.routes(papers),
    *duties_web.routes(PLACES, SUBPAGES),
    *preferences_web.ROUTES,
    *feed_web.ROUTES,
    *admin_web.ROUTES,
    *jobs_web.routes(PLACES),
    *organisation_web.ROUTES,
    *people_web.ROUTES,
    *policy_sets_web.ROUTES,
    *regulations_web.ROUTES,
    *trail_web.ROUTES,
    *signin.ROUTES,
)


def scopes() -> frozenset[str]:
    """Every scope a token may need: what the API's routes declare."""
    declared = (getattr(handler, "opt", {}).get("access") for handler in API_ROOMS)
    return frozenset(scope for scope in declared if scope)
