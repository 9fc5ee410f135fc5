"""Clocks that run only while offices are open: Monday to Friday, 9 to 16 o'clock, not on the holidays of North Rhine-Westphalia.

Moments are aware; the clock of the wall is that of Berlin.
"""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from anlaufpunkt.terms.domain.holidays import is_working_day

BERLIN = ZoneInfo("Europe/Berlin")
OPENS, CLOSES = time(9), time(16)


def is_open(moment: datetime) -> bool:
    here = moment.astimezone(BERLIN)
    return is_working_day(here.date()) and OPENS <= here.time() < CLOSES


def next_opening(moment: datetime) -> datetime:
    """The moment itself while it is open, else the next opening."""
    here = moment.astimezone(BERLIN)
    if is_open(here):
        return here
    day = here.date() if here.time() < OPENS else here.date() + timedelta(1)
    while not is_working_day(day):
        day += timedelta(1)
    return datetime.combine(day, OPENS, BERLIN)


def after_minutes(moment: datetime, minutes: int) -> datetime:
    """That many open minutes later."""
    left = timedelta(minutes=minutes)
    at = next_opening(moment)
    while (room := datetime.combine(at.date(), CLOSES, BERLIN) - at) < left:
        left -= room
        at = next_opening(datetime.combine(at.date(), CLOSES, BERLIN))
    return at + left


def after_days(moment: datetime, days: int) -> datetime:
    """The end of the `days`-th working day after; what comes on a day off counts as coming on the next working day."""
    day = next_opening(moment).date()
    while days > 0:
        day += timedelta(1)
        days -= is_working_day(day)
    return datetime.combine(day, CLOSES, BERLIN)
