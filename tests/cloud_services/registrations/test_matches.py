"""Which entry a service is: proposed by name, decided by a person, counted only when confirmed."""

from datetime import date
from uuid import UUID

from govapi.cloud_services.registrations import queries
from govapi.edge.transaction import reading
from govapi.policy.store import current
from tests.cloud_services.register import registered
from tests.cloud_services.registrations.lists import CONFIRMED, OFFICE, confirmed, entry, match_of, only, taken
from tests.support.app import CODE, Office

TODAY = date(2026, 11, 24)
MIHON = {"service_name": "見本チャット", "provider_name": "Mihon Cloud Inc."}


def is_registered(office: Office, service_id: str, on: date = TODAY) -> bool:
    with reading(office.database, CODE) as session:
        return queries.registered_on(session, current(session, TODAY).policy, UUID(service_id), on)


def test_an_entry_counts_once_a_person_has_confirmed_it(office: Office) -> None:
    service = registered(office)["id"]
    taken(office, [entry(1, **MIHON), entry(2)])
    match = match_of(office, service, "C26-0001-1")
    assert (match["status"], match["scope"]) == ("proposed", "見本の機能一式") and not is_registered(office, service)
    path = f"/registrations/matches/{match['id']}"
    assert office.as_("misaki").act(f"{path}/confirm", CONFIRMED).status_code == 403
    assert office.as_(OFFICE).act(f"{path}/confirm", CONFIRMED | {"covers_use": False}).status_code == 422
    assert office.as_(OFFICE).act(f"{path}/confirm", CONFIRMED | {"remark": ""}).status_code == 422
    done = confirmed(office, service, "C26-0001-1")
    assert (done["status"], done["decided_name"], done["changed_since"]) == ("confirmed", "例示　明", [])
    assert is_registered(office, service) and is_registered(office, service, date(2029, 3, 31))
    assert not is_registered(office, service, date(2029, 4, 1))
    assert only(office, matched=True)["number"] == "C26-0001-1" and only(office, matched=False)["number"] == "C26-0002-1"
    assert office.as_(OFFICE).act(f"{path}/refuse", {"reason": "別のサービスのため。"}).status_code == 200
    assert not is_registered(office, service)


def test_what_was_refused_is_not_proposed_again(office: Office) -> None:
    service = registered(office)["id"]
    taken(office, [entry(1, **MIHON)], fetched_on="2026-11-20")
    path = f"/registrations/matches/{match_of(office, service, 'C26-0001-1')['id']}"
    assert office.as_(OFFICE).act(f"{path}/refuse", {"reason": ""}).status_code == 422
    assert office.as_(OFFICE).act(f"{path}/refuse", {"reason": "基盤の登録であり、このサービスを含まない。"}).status_code == 200
    taken(office, [entry(1, **MIHON, scope="広がった範囲")])
    [left] = office.as_("misaki").get(f"/cloud-services/{service}/registrations").json()["items"]
    assert left["status"] == "refused"


def test_a_person_proposes_where_the_names_say_nothing(office: Office) -> None:
    service = registered(office)["id"]
    taken(office, [entry(1), entry(2, state="登録取消")])
    body = {"service_id": service, "registration_id": only(office, q="C26-0001")["id"]}
    assert office.as_("misaki").post("/registrations/matches", body).status_code == 403
    assert office.as_(OFFICE).post("/registrations/matches", body).status_code == 201
    assert office.as_(OFFICE).post("/registrations/matches", body).status_code == 409
    confirmed(office, service, "C26-0001-1")
    lost = office.as_(OFFICE).post("/registrations/matches", body | {"registration_id": only(office, q="C26-0002")["id"]})
    refused = office.as_(OFFICE).act(f"/registrations/matches/{lost.json()['id']}/confirm", CONFIRMED)
    assert refused.status_code == 422 and "登録取消し" in refused.json()["detail"]


def test_a_changed_name_or_scope_shows_on_the_confirmed_match(office: Office) -> None:
    service = registered(office)["id"]
    taken(office, [entry(1, **MIHON)], fetched_on="2026-11-20")
    confirmed(office, service, "C26-0001-1")
    taken(office, [entry(1, service_name="見本チャット改", provider_name="別の事業者", scope="狭い範囲")])
    assert match_of(office, service, "C26-0001-1")["changed_since"] == ["サービス名", "対象範囲"]
    assert is_registered(office, service)
    assert confirmed(office, service, "C26-0001-1")["changed_since"] == []


def test_a_list_that_does_not_register_counts_for_nothing(office: Office) -> None:
    service = registered(office)["id"]
    taken(office, [entry(1, **MIHON)], registry="ismap")
    confirmed(office, service, "C26-0001-1")
    assert is_registered(office, service)
    other = registered(office, name="例示会議")["id"]
    taken(office, [entry(9, service_name="例示会議", provider_name="Mihon Cloud Inc.")], registry="ismap_liu")
    confirmed(office, other, "C26-0009-1")
    assert is_registered(office, other)
    with reading(office.database, CODE) as session:
        stored = current(session, TODAY)
        fewer = [one.model_copy(update={"registers": one.key != "ismap_liu"}) for one in stored.policy.cloud.registries]
        policy = stored.policy.model_copy(update={"cloud": stored.policy.cloud.model_copy(update={"registries": tuple(fewer)})})
        assert queries.many(session, policy, [UUID(service), UUID(other)], TODAY) == {UUID(service)}
