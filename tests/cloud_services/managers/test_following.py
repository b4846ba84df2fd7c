"""Who reads what became of a use: its section and those who decided, and whoever manages it; not everybody who may use it."""

from uuid import UUID

from govapi.cloud_services.conditions.tables import CloudCondition
from tests.cloud_services.register import registered
from tests.cloud_services.running import running
from tests.support.app import NOW, Office
from tests.support.copies import writes

NARROW = ("confirmations", "event-answers", "lost-registrations")


def met(office: Office, use: str) -> str:
    """A condition that was met, with how."""
    with writes(office) as session:
        row = CloudCondition(
            use_id=UUID(use), position=1, key="", label="多要素認証", text="使わせること。", due="use", proof="",
            met_on=NOW.date(), met_note="委託先の作業者は対象から外した。", met_name="架空　美咲", evidence_name="設定.pdf", evidence_sha256="0" * 64,
        )  # fmt: skip
        session.add(row)
        session.flush()
        return str(row.id)


def test_how_a_use_is_secured_is_told_to_those_whom_it_concerns(office: Office) -> None:
    use = running(office, str(registered(office)["id"]))
    condition, path = met(office, use), f"/cloud-uses/{use}"
    for who, seen in (("sora", True), ("akira", True), ("aoi", False)):
        reader = office.as_(who)
        assert reader.get(path).status_code == 200, who
        assert [reader.get(f"{path}/{name}").status_code for name in NARROW] == [200 if seen else 404] * 3, who
        for told in (reader.get(f"{path}/conditions").json()["items"][0], reader.get(f"{path}/conditions/{condition}").json()):
            assert (told["text"], told["state"]) == ("使わせること。", "met")
            assert bool(told["met_note"] and told["evidence_name"]) is seen, who
    assert office.as_("aoi").get(f"{path}/conditions/{condition}/proof/content").json()["code"] == "not_found"


def test_the_manager_of_another_section_reads_it_too(office: Office) -> None:
    use = running(office, str(registered(office)["id"]))
    given = {"post_id": str(office.town.posts["schools-staff"]), "from_date": "2026-11-24"}
    assert office.as_("kenichi").post(f"/cloud-uses/{use}/managers", given).status_code == 201
    assert office.as_("aoi").get(f"/cloud-uses/{use}/confirmations").status_code == 200


def test_the_words_of_an_answer_are_told_to_those_who_read_the_application(office: Office) -> None:
    service = str(registered(office)["id"])
    use = running(office, service)
    body = {"kind": "incident", "title": "障害", "content": "停止した。", "known_on": "2026-11-24"}
    event = office.as_("akira").post(f"/cloud-services/{service}/events", body).json()
    given = {"event_id": event["id"], "result": "continue", "note": "代わりの手順により続ける。"}
    assert office.as_("misaki").post(f"/cloud-uses/{use}/event-answers", given).status_code == 201
    for who, note in (("sora", given["note"]), ("aoi", "")):
        answers = office.as_(who).get(f"/cloud-services/{service}/events/{event['id']}").json()["answers"]
        assert [(one["use_id"], one["result"], one["note"]) for one in answers] == [(use, "continue", note)]
