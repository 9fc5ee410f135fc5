from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anlaufpunkt.terms.domain.holidays import is_holiday
from anlaufpunkt.terms.domain.schedule import DAYS, Rule, happens_on
from anlaufpunkt.terms.domain.school import KNOWN_UNTIL, holidays_known, is_school_holiday


@pytest.mark.parametrize(("year", "movable"), [(2024, 4), (2025, 3), (2026, 3), (2027, 3), (2028, 4), (2029, 4)])
def test_every_school_year_has_the_75_working_days_of_the_agreement(year: int, movable: int) -> None:
    """The decree names three or four movable days for each year; Saturdays count as working days, public holidays do not."""
    first = date(year, 6, 24)  # the year's own summer holidays lie after it, those of the year before ended long ago
    days = [first + timedelta(n) for n in range((date(year + 1, 6, 24) - first).days)]
    working = [day for day in days if is_school_holiday(day) and day.weekday() < 6 and not is_holiday(day)]
    assert len(working) + movable == 75


@pytest.mark.parametrize(
    ("day", "holiday"),
    [
        (date(2026, 7, 19), False), (date(2026, 7, 20), True), (date(2026, 9, 1), True), (date(2026, 9, 2), False),
        (date(2027, 5, 18), True), (date(2028, 6, 6), False), (date(2028, 1, 8), True), (date(2024, 7, 7), None), (date(2030, 8, 7), None),
    ],
)  # fmt: skip
def test_known_days(day: date, holiday: bool | None) -> None:
    assert is_school_holiday(day) is holiday


@given(st.dates(date(2020, 1, 1), date(2035, 12, 31)))
def test_a_rule_that_rests_in_school_holidays(day: date) -> None:
    resting, always = (Rule((DAYS[day.weekday()],), on_holidays=True, in_school_holidays=within) for within in (False, True))
    assert happens_on(always, day)
    assert happens_on(resting, day) == (not is_school_holiday(day))
    assert holidays_known(day) == (is_school_holiday(day) is not None)
    assert happens_on(Rule(("MO",), in_school_holidays=False, extra_on=frozenset({day})), day)


def test_beyond_the_table_it_goes_on() -> None:
    day = KNOWN_UNTIL + timedelta(7)
    assert not holidays_known(day)
    assert happens_on(Rule((DAYS[day.weekday()],), in_school_holidays=False), day)
