"""Applications for tests, made over HTTP by those whose turn it is. 起案者 is misaki of 健康推進課."""

from copy import deepcopy
from typing import Any

from govapi.policy.loading import default_policy
from tests.cloud_services.register import registered
from tests.support.app import Office
from tests.support.life import decide

CLOUD = default_policy().cloud

NO = {question.key: False for question in CLOUD.questionnaire.questions if question.kind == "yes_no"}
PUBLIC: dict[str, Any] = NO | {"handles_information": True, "already_public": "all_public"}
INTERNAL: dict[str, Any] = PUBLIC | {"already_public": "partly", "internal_only": True}
RESIDENTS: dict[str, Any] = INTERNAL | {"residents_data": True, "person_count": "up_to_100"}

BODY: dict[str, Any] = {
    "title": "健診の予約の受付",
    "purpose": "健診の予約を受け付け、日程を知らせる。",
    "users": "健康推進課の職員",
    "user_count": 8,
    "starts_on": "2026-12-01",
    "ends_on": "2027-11-30",
    "cost": 120_000,
    "budget_line": "款4 項1 目2 使用料及び賃借料",
    "answers": INTERNAL,
    "information": ["予約の日程"],
    "zone": "internet",
    "form": "individual",
    "learns": False,
    "residual_risk": "提供者の障害により、予約の確認が遅れること。",
    "risk_accepted_by": "健康推進課長　架空　健一",
    "alternative": "電話による受付",
}


def _answer(kind: str, choices: tuple[Any, ...]) -> Any:
    return {"yes_no": True, "number": 1, "date": "2026-12-01", "choice": choices[-1].key if choices else ""}.get(
        kind, "契約書のとおり"
    )


ITEMS = {item.key: _answer(item.kind, item.choices) for item in CLOUD.items}


def judged(office: Office, service_id: str, kind: str = "disclosure", *, acceptable: bool = True) -> None:
    """A written judgement of 情報政策課."""
    body = {"kind": kind, "acceptable": acceptable, "text": "保存国の法令と契約の条項を確かめた。"}
    answer = office.as_("akira").post(f"/cloud-services/{service_id}/judgements", body)
    assert answer.status_code == 201, answer.text


def service(office: Office, *, judge: bool = True, **changes: Any) -> str:
    """The id of a service; judged both ways unless ``judge`` is false."""

    def play() -> str:
        found = str(registered(office, **changes)["id"])
        if judge:
            judged(office, found)
            judged(office, found, "unregistered")
        return found

    return str(office.told(("service", judge, repr(changes)), play))


def terms(office: Office, service_id: str, by: str = "misaki") -> str:
    """The id of the terms recorded today."""
    form = {"text": "第１条　この規約は、見本である。", "edition": "2026-11", "checked_on": "2026-11-24"}
    parts = {name: (None, value) for name, value in form.items()}
    answer = office.as_(by).request("POST", f"/cloud-services/{service_id}/terms", files=parts)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


def drafted(office: Office, service_id: str, by: str = "misaki", **changes: Any) -> Any:
    """A draft with everything but its manager."""
    body = {key: value for key, value in (BODY | {"items": ITEMS} | changes).items() if value is not ...}
    answer = office.as_(by).post("/cloud-uses", {"service_id": service_id, **body})
    assert answer.status_code == 201, answer.text
    return answer.json()


def managed(office: Office, use_id: str, by: str = "misaki", post: str = "health-head") -> None:
    """Names the manager from the first day of use on."""
    body = {"post_id": str(office.town.posts[post]), "from_date": "2026-12-01"}
    answer = office.as_(by).post(f"/cloud-uses/{use_id}/managers", body)
    assert answer.status_code == 201, answer.text


def ready(office: Office, service_id: str | None = None, **changes: Any) -> Any:
    """A draft that may be submitted."""
    found = service_id or service(office)

    def play() -> Any:
        made = drafted(office, found, **changes)
        managed(office, made["id"])
        return made

    return deepcopy(office.told(("ready", found, repr(changes)), play))


def act(office: Office, use_id: str, action: str, body: Any = None, by: str = "misaki") -> Any:
    """An action that must succeed."""
    answer = office.as_(by).act(f"/cloud-uses/{use_id}/{action}", body)
    assert answer.status_code == 200, answer.text
    return answer.json()


def submitted(office: Office, service_id: str | None = None, **changes: Any) -> Any:
    made = ready(office, service_id, **changes)
    body = {"note": "利用してよろしいか伺います。"}
    return deepcopy(office.told(("submitted", made["id"]), lambda: act(office, made["id"], "submit", body)))


def permitted(office: Office, service_id: str | None = None, **changes: Any) -> Any:
    made = submitted(office, service_id, **changes)
    office.told(("permitted", made["id"]), lambda: decide(office, made["id"]))
    return now(office, made["id"])


def now(office: Office, use_id: str, by: str = "misaki") -> Any:
    """The use as this person sees it."""
    answer = office.as_(by).get(f"/cloud-uses/{use_id}")
    assert answer.status_code == 200, answer.text
    return answer.json()


def revise(office: Office, use_id: str, by: str = "misaki", **changes: Any) -> Any:
    """The answer to a change under the present version."""
    path = f"/cloud-uses/{use_id}"
    return office.as_(by).patch(path, changes, etag=office.as_(by).get(path).headers["ETag"])


def submission(office: Office, use_id: str) -> Any:
    """The answer to a submission, whatever it is."""
    return office.as_("misaki").act(f"/cloud-uses/{use_id}/submit", {"note": "伺います。"})
