"""How an actor stands to a record: the words of the transition tables (``by=``) made true or false."""

from enum import StrEnum
from uuid import UUID

from govapi.people.actor import Actor, HeldPost


class Who(StrEnum):
    """Who may act, relative to a record's section. ROUTE and CLOCK are not people: a decided approval, and the date."""

    SECTION_STAFF = "section_staff"
    SECTION_HEAD = "section_head"
    CONTRACT_OFFICE = "contract_office"
    SECURITY_OFFICE = "security_office"
    SECURITY_SUPERVISOR = "security_supervisor"
    CISO = "ciso"
    PUBLIC_RELATIONS = "public_relations"
    PUBLIC_RELATIONS_HEAD = "public_relations_head"
    SECURITY_OFFICE_HEAD = "security_office_head"
    PERSONNEL_OFFICE = "personnel_office"
    OFFICER = "officer"
    GIVER = "giver"
    RECEIVER = "receiver"
    ADMINISTRATOR = "administrator"
    APPLICANT = "applicant"
    STEP_REVIEWER = "step_reviewer"
    STEP_DECIDER = "step_decider"
    STEP_DEPUTY = "step_deputy"
    ABSENT_DECIDER = "absent_decider"
    ROUTE = "route"
    CLOCK = "clock"


LABELS = {
    Who.SECTION_STAFF: "所管課の職員",
    Who.SECTION_HEAD: "所管課の所属長",
    Who.CONTRACT_OFFICE: "契約担当課の職員",
    Who.SECURITY_OFFICE: "情報政策担当課の職員",
    Who.SECURITY_SUPERVISOR: "統括情報セキュリティ責任者",
    Who.CISO: "最高情報セキュリティ責任者（CISO）",
    Who.PUBLIC_RELATIONS: "広報主管課の職員",
    Who.PUBLIC_RELATIONS_HEAD: "広報主管課の長",
    Who.SECURITY_OFFICE_HEAD: "情報政策担当課の長",
    Who.PERSONNEL_OFFICE: "人事担当課の職員",
    Who.OFFICER: "責任者又は副責任者",
    Who.GIVER: "前任者",
    Who.RECEIVER: "後任者",
    Who.ADMINISTRATOR: "システム管理者",
    Who.APPLICANT: "起案者",
    Who.STEP_REVIEWER: "審査又は合議の順番に当たっている職の者",
    Who.STEP_DECIDER: "決裁の順番に当たっている職の者",
    Who.STEP_DEPUTY: "決裁者が不在のときに代決できる職の者",
    Who.ABSENT_DECIDER: "代決された決裁者",
    Who.ROUTE: "決裁",
    Who.CLOCK: "期日の到来",
}

TOWN_WIDE = {
    "contract_office": Who.CONTRACT_OFFICE,
    "security_office": Who.SECURITY_OFFICE,
    "security_supervisor": Who.SECURITY_SUPERVISOR,
    "ciso": Who.CISO,
    "public_relations": Who.PUBLIC_RELATIONS,
    "personnel_office": Who.PERSONNEL_OFFICE,
}


def covers(post: HeldPost, department_path: str) -> bool:
    """Whether ``department_path`` is the post's own department or lies below it."""
    return department_path.startswith(post.department_path)


def levels_of(department_path: str) -> list[str]:
    """The paths from the bureau down to the department itself: ``/a/b/`` gives ``/a/`` and ``/a/b/``."""
    names = department_path.strip("/").split("/")
    return ["/" + "/".join(names[:depth]) + "/" for depth in range(1, len(names) + 1)]


# What a person answers for by name. A system that stands in for a section works for it; it is nobody's head.
NOT_FOR_MACHINES = frozenset(
    {
        Who.SECTION_HEAD,
        Who.SECURITY_SUPERVISOR,
        Who.CISO,
        Who.PUBLIC_RELATIONS_HEAD,
        Who.SECURITY_OFFICE_HEAD,
        Who.OFFICER,
        Who.ADMINISTRATOR,
    }
)
# The head of a section that watches over something for the whole town.
HEADS = {"public_relations": Who.PUBLIC_RELATIONS_HEAD, "security_office": Who.SECURITY_OFFICE_HEAD}


def relations(actor: Actor, department_path: str, department_id: UUID) -> frozenset[Who]:
    """All the ways ``actor`` stands to a record of the given section."""
    found = {TOWN_WIDE[duty] for duty in actor.duties if duty in TOWN_WIDE}
    if any(covers(post, department_path) for post in actor.posts):
        found.add(Who.SECTION_STAFF)
    if any(post.department_id == department_id for post in actor.posts_with("section_security_manager")):
        found.add(Who.SECTION_HEAD)
    found |= {HEADS[duty] for post in actor.posts_with("section_security_manager") for duty in post.duties if duty in HEADS}
    if "administrator" in actor.system_roles:
        found.add(Who.ADMINISTRATOR)
    if actor.kind == "system":
        found |= {Who.CLOCK, Who.ROUTE}
    return frozenset(found) - (NOT_FOR_MACHINES if actor.kind == "machine" else frozenset())
