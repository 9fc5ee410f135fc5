"""Who looks after a report, and until when."""

from datetime import date, timedelta
from enum import StrEnum

from anlaufpunkt.terms.domain.holidays import is_holiday

WORKING_DAYS = 5
REPORTS_KEPT = 90  # days after they were settled: until the offer is asked about again


class Owner(StrEnum):
    ORGANIZATION = "organization"  # it has people with access
    CENTRE = "centre"
    OPERATOR = "operator"  # pages, and offers without a centre


class Outcome(StrEnum):
    CORRECTED = "corrected"
    RIGHT = "right"  # the record was right
    FORWARDED = "forwarded"


def owner_of(*, people: bool, centre: bool) -> Owner:
    return Owner.ORGANIZATION if people else Owner.CENTRE if centre else Owner.OPERATOR


def working_days_later(day: date, count: int = WORKING_DAYS) -> date:
    """The day on which `count` working days in North Rhine-Westphalia have passed."""
    while count:
        day += timedelta(days=1)
        if day.weekday() < 5 and not is_holiday(day):
            count -= 1
    return day
