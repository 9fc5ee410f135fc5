"""Who looks after a report, and until when."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum

from anlaufpunkt.terms.domain.holidays import is_working_day
from anlaufpunkt.terms.domain.refusal import Refused

WORKING_DAYS = 5
MOST_OPEN = 50  # different words about one page that nobody has read yet
MOST_A_DAY = 10  # of them
REPORTS_KEPT = 90  # days after they were settled: until the offer is asked about again


class Owner(StrEnum):
    ORGANIZATION = "organization"  # it has people with access
    CENTRE = "centre"
    OPERATOR = "operator"  # pages, and offers without a centre


class Outcome(StrEnum):
    CORRECTED = "corrected"
    RIGHT = "right"  # the record was right
    FORWARDED = "forwarded"


def gives_way(days: Sequence[date], today: date) -> int | None:
    """Which of the reports that wait (their days, in the order they came) a new one replaces; None while there is room.

    The last of the day that has most. A flood takes a few of its own day's places and then its own reports' places only.
    """
    full = len(days) >= MOST_OPEN
    day, most = max(Counter(days).items(), key=lambda found: found[1], default=(today, 0))
    if days.count(today) >= MOST_A_DAY or (full and most == 1):
        raise Refused("too_many_reports")
    return len(days) - 1 - [*reversed(days)].index(day) if full else None


def owner_of(*, people: bool, centre: bool) -> Owner:
    return Owner.ORGANIZATION if people else Owner.CENTRE if centre else Owner.OPERATOR


def working_days_later(day: date, count: int = WORKING_DAYS) -> date:
    """The day on which `count` working days in North Rhine-Westphalia have passed."""
    while count:
        day += timedelta(days=1)
        if is_working_day(day):
            count -= 1
    return day
