"""Clocks of working time, against an oracle that walks minute by minute."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import settings as laws
from hypothesis import strategies as st

from anlaufpunkt.contact.domain.working_time import after_days, after_minutes, is_open, is_working_day, next_opening

BERLIN = ZoneInfo("Europe/Berlin")
UTC = ZoneInfo("UTC")
HOLIDAYS_2026 = {
    date(2026, 1, 1), date(2026, 4, 3), date(2026, 4, 6), date(2026, 5, 1), date(2026, 5, 14), date(2026, 5, 25),
    date(2026, 6, 4), date(2026, 10, 3), date(2026, 11, 1), date(2026, 12, 25), date(2026, 12, 26),
}  # fmt: skip
MINUTE = timedelta(minutes=1)
moments = st.integers(0, 364 * 24 * 60).map(lambda n: datetime(2026, 1, 1, tzinfo=UTC) + n * MINUTE)


def open_at(moment: datetime) -> bool:
    """The oracle's own opening hours, with a list of holidays typed from the calendar."""
    here = moment.astimezone(BERLIN)
    return here.isoweekday() < 6 and here.date() not in HOLIDAYS_2026 and here.year == 2026 and 9 <= here.hour < 16


def walked(moment: datetime, minutes: int) -> datetime:
    """Minute by minute, in UTC: no arithmetic with the clock of the wall."""
    at = moment
    while minutes:
        minutes -= open_at(at)
        at += MINUTE
    return at


def test_working_days_of_a_year() -> None:
    days = [date(2026, 1, 1) + timedelta(n) for n in range(365)]
    assert [d for d in days if is_working_day(d)] == [d for d in days if d.isoweekday() < 6 and d not in HOLIDAYS_2026]


@given(moments.filter(lambda m: m < datetime(2026, 12, 10, tzinfo=UTC)), st.integers(1, 3 * 7 * 60))
@laws(max_examples=60, deadline=None)
def test_minutes_as_if_walked(moment: datetime, minutes: int) -> None:
    assert after_minutes(moment, minutes).astimezone(UTC) == walked(moment, minutes)


@given(moments)
def test_open_as_the_calendar_says(moment: datetime) -> None:
    assert is_open(moment) == open_at(moment)


@given(moments.filter(lambda m: m < datetime(2026, 12, 10, tzinfo=UTC)))
@laws(max_examples=60, deadline=None)
def test_the_next_opening_is_the_first_open_minute(moment: datetime) -> None:
    at = moment
    while not open_at(at):
        at += MINUTE
    assert next_opening(moment).astimezone(UTC) == at


@given(moments.filter(lambda m: m < datetime(2026, 12, 1, tzinfo=UTC)), st.integers(1, 10))
@laws(max_examples=60, deadline=None)
def test_so_many_working_days_lie_between(moment: datetime, days: int) -> None:
    due = after_days(moment, days)
    assert (due.hour, due.minute, due.tzinfo) == (16, 0, BERLIN)
    assert is_working_day(due.date())
    begins = next_opening(moment).date()
    between = [begins + timedelta(n) for n in range(1, (due.date() - begins).days + 1)]
    assert sum(is_working_day(day) for day in between) == days
    assert due > moment


@given(moments, st.integers(0, 40_000), st.integers(1, 5))
def test_who_comes_later_is_not_due_earlier(moment: datetime, later: int, days: int) -> None:
    assert after_days(moment, days) <= after_days(moment + later * MINUTE, days)
    assert after_minutes(moment, days * 20) <= after_minutes(moment + later * MINUTE, days * 20)


@pytest.mark.parametrize(
    ("moment", "due"),
    [
        ("2026-11-20T15:59", "2026-11-23T09:29"),  # Friday, a minute before closing
        ("2026-11-20T16:00", "2026-11-23T09:30"),  # Friday evening
        ("2026-11-21T12:00", "2026-11-23T09:30"),  # Saturday
        ("2026-11-23T08:00", "2026-11-23T09:30"),  # before opening
        ("2026-11-23T15:30", "2026-11-23T16:00"),
        ("2026-04-02T15:45", "2026-04-07T09:15"),  # before Good Friday and Easter Monday
        ("2026-12-24T15:50", "2026-12-28T09:20"),  # Christmas
        ("2026-12-31T15:59", "2027-01-04T09:29"),  # over New Year, a Friday
        ("2026-03-27T15:50", "2026-03-30T09:20"),  # clocks go forward on the Sunday between
        ("2026-10-23T15:50", "2026-10-26T09:20"),  # and back
    ],
)
def test_half_an_hour_while_offices_are_open(moment: str, due: str) -> None:
    asked = datetime.fromisoformat(moment).replace(tzinfo=BERLIN)
    assert after_minutes(asked, 30) == datetime.fromisoformat(due).replace(tzinfo=BERLIN)
    assert after_minutes(asked.astimezone(UTC), 30) == datetime.fromisoformat(due).replace(tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("moment", "due"),
    [
        ("2026-11-20T15:59", "2026-11-24"),  # Friday still counts as having come on Friday
        ("2026-11-20T18:00", "2026-11-25"),  # Friday evening comes on Monday
        ("2026-11-22T12:00", "2026-11-25"),
        ("2026-05-13T10:00", "2026-05-18"),  # Ascension on Thursday
        ("2026-12-23T10:00", "2026-12-28"),
        ("2026-03-27T17:00", "2026-04-01"),
    ],
)
def test_two_working_days(moment: str, due: str) -> None:
    asked = datetime.fromisoformat(moment).replace(tzinfo=BERLIN)
    assert after_days(asked, 2) == datetime.fromisoformat(f"{due}T16:00").replace(tzinfo=BERLIN)
