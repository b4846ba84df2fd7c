"""Recording evidence over the API, as the tests of this room do it."""

from typing import Any

from tests.api.world import register
from tests.files import samples
from tests.support.app import Office

ISO: dict[str, Any] = {
    "kind": "iso27001", "certificate_number": "IS 999001", "issued_on": "2025-04-01", "stated_until": "2028-03-31",
    "issuer": "見本認証機構株式会社", "scope": "健診データの入力業務（見本事業所）",
}  # fmt: skip
MARK: dict[str, Any] = {
    "kind": "privacy_mark",
    "certificate_number": "99000001(03)",
    "issued_on": "2025-02-01",
    "stated_until": "2027-01-31",
}


def company(office: Office, name: str = "見本情報処理　見本一郎") -> str:
    """A contractor's id."""
    return register(office, name=name)


def send(office: Office, contractor: str, token: str = "misaki", *, content: bytes | None = None, **fields: Any) -> Any:
    """The answer to recording a piece of evidence, with a PDF unless ``content`` says otherwise."""
    file = ("認証登録証.pdf", samples.pdf() if content is None else content, "application/pdf")
    return office.as_(token).request("POST", f"/contractors/{contractor}/evidence", data=fields, files={"file": file})


def sent(office: Office, contractor: str, token: str = "misaki", **fields: Any) -> dict[str, Any]:
    """The same, which must succeed. Each has a file of its own."""
    content = fields.pop("content", None) or samples.pdf() + f"%{sorted(fields.items())}\n".encode()
    answer = send(office, contractor, token, content=content, **fields)
    assert answer.status_code == 201, answer.text
    shape: dict[str, Any] = answer.json()
    return shape


def look(office: Office, evidence: dict[str, Any], token: str = "misaki") -> dict[str, Any]:
    """The evidence as it stands now."""
    answer = office.as_(token).get(f"/evidence/{evidence['id']}")
    assert answer.status_code == 200, answer.text
    shape: dict[str, Any] = answer.json()
    return shape


def in_scope(office: Office, evidence: dict[str, Any], decided: bool = True, token: str = "misaki") -> dict[str, Any]:
    """The evidence after its scope was judged."""
    answer = office.as_(token).act(
        f"/evidence/{evidence['id']}/decide-scope", {"in_scope": decided, "note": "見本事業所で行うため"}
    )
    assert answer.status_code == 200, answer.text
    shape: dict[str, Any] = answer.json()
    return shape
