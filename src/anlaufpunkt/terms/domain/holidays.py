"""Public holidays of North Rhine-Westphalia (Feiertagsgesetz NW)."""

from datetime import date, timedelta
from functools import lru_cache

from dateutil.easter import easter

_FIXED = ((1, 1), (5, 1), (10, 3), (11, 1), (12, 25), (12, 26))
_SATURDAY = 5
_AFTER_EASTER = (-2, 1, 39, 50, 60)  # Good Friday, Easter Monday, Ascension, Whit Monday, Corpus Christi


@lru_cache(maxsize=64)
def holidays(year: int) -> frozenset[date]:
    moving = {easter(year) + timedelta(days) for days in _AFTER_EASTER}
    return frozenset(moving | {date(year, month, day) for month, day in _FIXED})


def is_holiday(day: date) -> bool:
    return day in holidays(day.year)


def is_working_day(day: date) -> bool:
    return day.weekday() < _SATURDAY and not is_holiday(day)
