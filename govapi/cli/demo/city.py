"""The whole invented city: founded, peopled, and with a history up to today."""

from datetime import date, timedelta

from govapi.cli.demo import companies
from govapi.cli.demo.cloud import cloud
from govapi.cli.demo.consequences import consequences
from govapi.cli.demo.regulations import regulations_of_the_town
from govapi.cli.demo.rounds import rounds
from govapi.cli.demo.sns import sns
from govapi.cli.demo.stage import Stage, play
from govapi.cli.demo.stories import stories
from govapi.cli.demo.town import described, found
from govapi.db.session import Database
from govapi.edge.transaction import writing
from govapi.files.store import FileStore
from govapi.kit.clock import fixed
from govapi.people.actor import system
from govapi.policy.loading import default_policy
from govapi.policy.schema.policy_set import PolicySet
from govapi.policy.service import adopt
from govapi.rooms import ENDINGS


def build(database: Database, files: FileStore, today: date) -> Stage:
    """Builds the city in an empty, migrated database; ``files`` keeps what was handed in."""
    code = described()["municipality"]["code"]
    begins = today - timedelta(days=2 * 365)
    stage = Stage(database, town=None, files=files, endings=ENDINGS, day=begins)  # type: ignore[arg-type]  # founded in the next line
    with writing(database, code, fixed(stage.moment)) as session:
        stage.town = found(session, begins)
    with writing(database, code, fixed(stage.moment)) as session:
        adopt(session, system(code), with_our_contract_form(), note="契約書も同梱の様式により作成するため。", today=begins)
    companies.register(stage)
    play(
        stage,
        [
            *rounds(stage, today),
            *stories(stage, today),
            *consequences(stage, today),
            *regulations_of_the_town(stage, today),
            *cloud(stage, today),
            *sns(stage, today),
        ],
    )
    return stage


def with_our_contract_form() -> PolicySet:
    """The shipped policy set, but with the shipped 業務委託契約書 in place of a form of the town's own."""
    policy = default_policy()
    choice = policy.document_settings.choice.model_copy(update={"contract_form": "shipped"})
    settings = policy.document_settings.model_copy(update={"choice": choice})
    return policy.model_copy(update={"document_settings": settings})
