"""A class that a later policy set struck still stands in the records: they can be read, and weigh as much as the heaviest."""

from govapi.cloud_services.judgements.following.service import recount
from govapi.policy.loading import default_policy
from govapi.policy.permission import CloudFacts, ruling
from govapi.policy.schema.cloud import Form, Outcome, Zone
from tests.assessments.jobs import run
from tests.cloud_services.register import registered
from tests.cloud_services.running import running
from tests.support.app import Office

POLICY = default_policy()


def test_what_is_permitted_for_a_struck_class_is_shown_and_counted(office: Office) -> None:
    service = str(registered(office)["id"])
    use = running(office, service, class_code="3X")
    reader = office.as_("aoi")
    for path in ("/cloud-uses", f"/cloud-uses/{use}", f"/cloud-uses/{use}/ruling", f"/cloud-services/{service}/uses"):
        answer = reader.get(path)
        assert answer.status_code == 200, (path, answer.text)
    assert reader.get(f"/cloud-uses/{use}").json()["class_label"] == "3X（今の方針セットにない分類）"
    assert run(office, recount) == 1


def test_a_struck_class_is_ruled_as_the_heaviest() -> None:
    facts = CloudFacts("3X", Zone.INTERNET, POLICY.cloud.model, Form.INDIVIDUAL, True, False, "no", False)
    assert ruling(POLICY, facts).outcome is Outcome.REFUSED
