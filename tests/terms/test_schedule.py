from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from anlaufpunkt.terms.domain.holidays import holidays, is_holiday
from anlaufpunkt.terms.domain.schedule import DAYS, Rule, called_off, happens_on, next_date, open_at, pauses, span, upcoming

BERLIN = ZoneInfo("Europe/Berlin")
weekly = st.lists(st.sampled_from(DAYS), min_size=1, max_size=3, unique=True).map(tuple)
monthly = st.tuples(st.sampled_from([1, 2, 3, 4, -1]), st.sampled_from(DAYS)).map(lambda p: (f"{p[0]}{p[1]}",))
times = st.times(min_value=time(0, 0), max_value=time(23, 45)).map(lambda t: t.replace(second=0, microsecond=0, tzinfo=None))
rules = st.builds(Rule, byday=st.one_of(weekly, monthly), opens_at=times, closes_at=times, on_holidays=st.booleans())
instants = st.datetimes(min_value=datetime(2024, 1, 1), max_value=datetime(2028, 12, 31), timezones=st.just(UTC))


@given(rules, instants)
def test_the_next_date_takes_place_and_is_not_over(rule: Rule, now: datetime) -> None:
    found = next_date((rule,), now)
    assert found is not None
    assert happens_on(rule, found.day)
    assert found.end is not None
    assert found.end > now


@given(rules, instants)
def test_nothing_takes_place_between_now_and_the_next_date(rule: Rule, now: datetime) -> None:
    found = next_date((rule,), now)
    assert found is not None
    day = now.astimezone(BERLIN).date()
    while day < found.day:
        interval = span(rule, day)
        assert not (happens_on(rule, day) and interval is not None and interval[1] > now)
        day += timedelta(1)


@given(rules, instants)
def test_open_exactly_while_the_next_date_runs(rule: Rule, now: datetime) -> None:
    running = [o for o in [next(upcoming(rule, now), None)] if o and o.start and o.start <= now]
    assert open_at((rule,), now) == bool(running)


@given(st.integers(2000, 2100))
def test_nrw_has_eleven_holidays(year: int) -> None:
    assert len(holidays(year)) in (10, 11)  # ten where Ascension falls on the first of May
    assert date(year, 11, 1) in holidays(year)


def test_known_moving_holidays() -> None:
    assert {date(2026, 4, 3), date(2026, 4, 6), date(2026, 5, 14), date(2026, 5, 25), date(2026, 6, 4)} <= holidays(2026)


def test_local_time_is_kept_over_the_change_of_clocks() -> None:
    rule = Rule(("SU",), time(10), time(11))
    assert span(rule, date(2026, 3, 22)) == (datetime(2026, 3, 22, 9, tzinfo=UTC), datetime(2026, 3, 22, 10, tzinfo=UTC))
    assert span(rule, date(2026, 3, 29)) == (datetime(2026, 3, 29, 8, tzinfo=UTC), datetime(2026, 3, 29, 9, tzinfo=UTC))


def test_the_night_of_the_change_is_an_hour_longer() -> None:
    rule = Rule(("SA",), time(22), time(6))
    start, end = span(rule, date(2026, 10, 24)) or (None, None)
    assert start is not None
    assert end is not None
    assert end - start == timedelta(hours=9)


def test_closed_on_a_holiday_unless_it_says_otherwise() -> None:
    labour_day = date(2026, 5, 1)
    assert is_holiday(labour_day)
    assert not happens_on(Rule(("FR",), time(9), time(10)), labour_day)
    assert happens_on(Rule(("FR",), time(9), time(10), on_holidays=True), labour_day)


def test_third_and_last_sunday() -> None:
    third, last = Rule(("3SU",)), Rule(("-1SU",))
    assert [d for d in range(1, 32) if happens_on(third, date(2026, 8, d))] == [16]
    assert [d for d in range(1, 32) if happens_on(last, date(2026, 8, d))] == [30]


def test_every_second_week_without_a_first_date_has_no_dates() -> None:
    assert not any(happens_on(Rule(("TU",), interval=2), date(2026, 9, d)) for d in range(1, 30))
    known = Rule(("TU",), interval=2, dtstart=date(2026, 9, 1))
    assert [d for d in range(1, 31) if happens_on(known, date(2026, 9, d))] == [1, 15, 29]


def test_exceptions_win() -> None:
    day = date(2026, 9, 1)
    assert not happens_on(Rule(("TU",), closed_on=frozenset({day})), day)
    assert happens_on(Rule(("MO",), extra_on=frozenset({day})), day)


def test_what_is_called_off_is_what_would_take_place_otherwise() -> None:
    off = frozenset({date(2026, 9, 1), date(2026, 9, 2), date(2026, 9, 8), date(2026, 9, 15), date(2026, 9, 29)})
    tuesday, evening = Rule(("TU",), time(10), closed_on=off), Rule(("TU",), time(18), closed_on=off - {date(2026, 9, 8)})
    now = datetime(2026, 9, 2, 12, tzinfo=UTC)
    assert called_off((tuesday,), now) == [date(2026, 9, 8), date(2026, 9, 15), date(2026, 9, 29)]
    assert called_off((tuesday, evening), now) == [date(2026, 9, 15), date(2026, 9, 29)], (
        "in the evening it takes place on the 8th"
    )
    spans = [[date(2026, 9, 8), date(2026, 9, 15)], [date(2026, 9, 29)]]
    assert pauses((tuesday,), called_off((tuesday,), now)) == spans


def test_today_is_the_day_where_it_takes_place() -> None:
    rule = Rule(("WE",), time(0, 15), closed_on=frozenset({date(2026, 9, 2)}))
    assert called_off((rule,), datetime(2026, 9, 2, 21, 59, tzinfo=UTC)) == [date(2026, 9, 2)]
    assert called_off((rule,), datetime(2026, 9, 2, 22, 1, tzinfo=UTC)) == []
