"""Services for tests: of a firm abroad with an invented name."""

from typing import Any

from tests.support.app import Office

ABROAD = {"provider_name": "Mihon Cloud Inc.", "provider_country": "架空国"}
SERVICE: dict[str, Any] = {
    "name": "見本チャット",
    "kana": "ミホンチャット",
    "kinds": ["saas"],
    "forms": ["standard_terms", "individual"],
    "terms_url": "https://service.example/terms",
    "data_countries": ["日本"],
    **ABROAD,
}


def send(office: Office, who: str = "misaki", **changes: Any) -> Any:
    """The answer to a registration."""
    return office.as_(who).post("/cloud-services", SERVICE | changes)


def registered(office: Office, who: str = "misaki", **changes: Any) -> dict[str, Any]:
    """A new service as the API shows it."""
    answer = send(office, who, **changes)
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


def revised(office: Office, service_id: str, who: str = "misaki", **changes: Any) -> Any:
    """The answer to a correction under the present version."""
    path = f"/cloud-services/{service_id}"
    return office.as_(who).patch(path, changes, etag=office.as_(who).get(path).headers["ETag"])
