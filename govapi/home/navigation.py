"""The navigation of every page, with the number of what waits for one's own decision, and of what is due in one's section."""

from collections.abc import Sequence

from sqlmodel import Session

from govapi.approvals import queries as approvals
from govapi.duties.queries import count_open
from govapi.people.actor import Actor
from govapi.web.shapes import NavLink

ADMIN_DUTIES = frozenset({"personnel_office", "security_office", "security_supervisor", "ciso", "audit_supervisor"})

FOOTER = (NavLink("api", "APIの説明", "/api/reference"),)


def navigation(session: Session, actor: Actor) -> Sequence[NavLink]:
    """The links this person may use; 管理 only for those who look after the organisation, the rules or the trail."""
    waiting = len(approvals.waiting_for(session, actor)) + len(approvals.to_look_after(session, actor))
    links = [
        NavLink("home", "ホーム", "/"),
        NavLink("contracts", "業務委託契約", "/contracts"),
        NavLink("contractors", "委託先", "/contractors"),
        NavLink("assessments", "委託先評価", "/assessments"),
        NavLink("cloud", "クラウドサービス", "/cloud-uses"),
        NavLink("sns", "SNS", "/sns-accounts"),
        NavLink("measures", "指摘・措置・事故", "/findings"),
        NavLink("approvals", "決裁", "/approvals", waiting or None),
        NavLink("duties", "期限のある仕事", "/duties", count_open(session, actor) or None),
        NavLink("regulations", "規程", "/regulations"),
    ]
    if actor.system_roles or actor.duties & ADMIN_DUTIES:
        links.append(NavLink("admin", "管理", "/admin"))
    return links
