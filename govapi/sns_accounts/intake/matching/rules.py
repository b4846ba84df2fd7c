"""What the words of a row name: posts by section and title; and rows about an account that is there already. Pure."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from govapi.kit.entry_sheet import RowFault, plain
from govapi.sns_accounts.intake.rules import ROLES, Entry
from govapi.sns_accounts.officers.rules import Role

_HOLDER = re.compile(r"(.+?)\(([^()]+)\)$")
Key = tuple[str, str]
"""What stands once in the town: a platform with a handle, or "" with an address."""


@dataclass(frozen=True, slots=True)
class KnownPost:
    """A post of the town: ``title`` 課長, ``full_title`` 健康推進課課長, and who holds it."""

    id: UUID
    department_id: UUID
    title: str
    full_title: str
    names: Sequence[str] = ()


def named_posts(entry: Entry, known: Sequence[KnownPost]) -> tuple[dict[Role, list[UUID]], list[RowFault]]:
    """The posts of each role, and what is wrong with the words for them."""
    found: dict[Role, list[UUID]] = {}
    faults: list[RowFault] = []
    if entry.section is None:
        return found, faults
    for role in ROLES:
        words = entry.posts.get(role, ())
        if role != "operator" and len(words) > 1:
            faults.append(RowFault(entry.row, role, "一つの職だけを記入してください。"))
            continue
        for word in words:
            posts = _named(word, entry, known)
            if len(posts) == 1:
                found.setdefault(role, []).append(posts[0].id)
            else:
                faults.append(RowFault(entry.row, role, _sentence(word, entry, known, posts)))
    officer = found.get("officer", [])
    if officer and officer == found.get("deputy"):
        faults.append(
            RowFault(
                entry.row, "deputy", "責任者と同じ職です。副責任者には、責任者の不在のときに代わる別の職を記入してください。"
            )
        )
    return found, faults


def _named(word: str, entry: Entry, known: Sequence[KnownPost]) -> list[KnownPost]:
    """Posts of the own section by their title; else of the town by section and title. 主事（架空　美咲） is the one she holds."""
    said = _HOLDER.match(unicodedata.normalize("NFKC", word))
    title, name = (plain(said[1]), plain(said[2])) if said else (plain(word), "")
    own = [post for post in known if entry.section and post.department_id == entry.section.id and plain(post.title) == title]
    posts = own or [post for post in known if plain(post.full_title) == title]
    return [post for post in posts if not name or name in {plain(one) for one in post.names}]


def _sentence(word: str, entry: Entry, known: Sequence[KnownPost], posts: Sequence[KnownPost]) -> str:
    if posts:
        names = [name for post in posts for name in post.names]
        example = f"（例：{word}（{names[0]}））" if names else ""
        return f"「{word}」という職が{len(posts)}あります。職名に続けて、その職に就いている職員の氏名を括弧に入れて記入してください{example}。"
    titles = "、".join(dict.fromkeys(post.title for post in known if entry.section and post.department_id == entry.section.id))
    own = f"この課の職（{titles}）のいずれか" if titles else "職"
    return f"「{word}」という職はありません。{own}を記入するか、ほかの課の職は課の名称に続けて職名を記入してください。"


def keys_of(platform: str, handle_key: str, url_key: str) -> list[Key]:
    """What of an account stands once in the town."""
    return [(platform, handle_key), ("", url_key)]


def duplicates(rows: Mapping[int, Sequence[Key]], stored: Mapping[Key, str]) -> list[RowFault]:
    """Rows that name an account of an earlier row, or one that is registered already (``stored``: key → its number)."""
    found: list[RowFault] = []
    first: dict[Key, int] = {}
    for row, keys in rows.items():
        for key in keys:
            field, label = ("handle", "アカウントID") if key[0] else ("url", "URL")
            earlier = first.setdefault(key, row)
            if key in stored:
                message = f"同じ{label}のアカウント（{stored[key]}）が既に登録されています。この行を消してください。"
                found.append(RowFault(row, field, message))
            elif earlier != row:
                message = f"{earlier}行目と{label}が同じです。一つのアカウントは、1行にまとめてください。"
                found.append(RowFault(row, field, message))
    return found
