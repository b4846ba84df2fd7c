"""When the terms of a service are read again. Pure: every day is an argument."""

from datetime import date, timedelta

from govapi.kit.japan.holidays import add_months

# States of an account in which the town is bound by the terms, or about to be.
BOUND = ("in_approval", "approved", "active", "paused", "closing")
TIME_TO_READ = timedelta(days=30)


def read_by(checked_on: date | None, known_since: date, every_months: int) -> date:
    """The day by which the terms are to be read (again): the next round after the last reading; a service whose terms were never
    read has thirty days from the day it became known."""
    return known_since + TIME_TO_READ if checked_on is None else add_months(checked_on, every_months)


def day_fault(checked_on: date, today: date) -> str:
    """What is wrong with the day on which the terms are said to have been read; empty when nothing is."""
    return "約款を確かめた日は、今日までの日にしてください。" if checked_on > today else ""
