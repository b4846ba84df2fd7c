"""Who acts: a person with the posts held that day, a machine client, or the clock itself."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal
from uuid import UUID

DUTIES = {
    "ciso": "最高情報セキュリティ責任者（CISO）",
    "deputy_ciso": "副CISO",
    "cio": "最高情報統括責任者（CIO）",
    "security_supervisor": "統括情報セキュリティ責任者",
    "bureau_security_officer": "情報セキュリティ責任者",
    "section_security_manager": "情報セキュリティ管理者（所属長）",
    "system_manager": "情報システム管理者",
    "security_contact": "情報セキュリティに関する統一的な窓口",
    "audit_supervisor": "情報セキュリティ監査統括責任者",
    "contract_office": "契約担当課",
    "security_office": "情報政策担当課",
    "personnel_office": "人事担当課",
    "public_relations": "広報主管課",
    "staff": "職員",
}

SYSTEM_ROLES = {"administrator": "システム管理者", "auditor": "監査担当者"}


def full_title(department_name: str, title: str) -> str:
    """A post as papers name it: 健康推進課課長; but 市長 alone, as its department is named after it."""
    return title if title in department_name else f"{department_name}{title}"


@dataclass(frozen=True)
class HeldPost:
    """A post held on the day of the act, with the place of its department in the tree."""

    post_id: UUID | None
    title: str
    department_id: UUID
    department_name: str
    department_path: str
    organ_id: UUID
    duties: frozenset[str] = frozenset()
    rank: int = 99
    kind: str = "principal"

    @property
    def full_title(self) -> str:
        return full_title(self.department_name, self.title)


@dataclass(frozen=True)
class Actor:
    """The acting person or machine. Rules ask it for duties; powers to decide come from dated posts, never from claims."""

    kind: Literal["person", "machine", "system"]
    municipality_code: str
    name: str
    person_id: UUID | None = None
    posts: tuple[HeldPost, ...] = ()
    system_roles: frozenset[str] = frozenset()
    scopes: frozenset[str] = field(default_factory=frozenset)

    @property
    def duties(self) -> frozenset[str]:
        return frozenset(duty for post in self.posts for duty in post.duties)

    @property
    def title(self) -> str:
        """The principal post's title of the day, for papers and the audit trail."""
        return self.posts[0].full_title if self.posts else ""

    @property
    def is_person(self) -> bool:
        return self.kind == "person"

    def posts_with(self, duty: str) -> Iterator[HeldPost]:
        return (post for post in self.posts if duty in post.duties)

    def holds(self, post_id: UUID) -> bool:
        return any(post.post_id == post_id for post in self.posts)


def system(municipality_code: str, name: str = "govapi（自動処理）") -> Actor:
    """The clock and the jobs act under this name."""
    return Actor(kind="system", municipality_code=municipality_code, name=name)
