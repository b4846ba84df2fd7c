"""The whole invented city: founded, peopled, and with a history up to today."""

from datetime import date, timedelta

from govapi.app import ENDINGS
from govapi.cli.demo import companies
from govapi.cli.demo.stage import Stage, play
from govapi.cli.demo.stories import stories
from govapi.cli.demo.town import described, found
from govapi.db.session import Database
from govapi.edge.transaction import writing
from govapi.kit.clock import fixed


def build(database: Database, today: date) -> Stage:
    """Builds the city in an empty, migrated database."""
    code = described()["municipality"]["code"]
    begins = today - timedelta(days=2 * 365)
    stage = Stage(database, town=None, endings=ENDINGS, day=begins)  # type: ignore[arg-type]  # the town is founded in the next line
    with writing(database, code, fixed(stage.moment)) as session:
        stage.town = found(session, begins)
    companies.register(stage)
    play(stage, stories(stage, today))
    return stage
