"""The calendar against others: iCalendar rules written by `icalendar` and expanded by `dateutil`, the change of clocks by hand."""

from datetime import UTC, date, datetime, time, timedelta

from dateutil.rrule import rruleset, rrulestr
from hypothesis import given
from hypothesis import strategies as st
from icalendar.prop import vRecur

from anlaufpunkt.terms.domain.schedule import DAYS, Rule, happens_on, open_at, span, upcoming

FIRST, LAST = date(2026, 1, 1), date(2027, 12, 31)
PUBLIC = """2026-01-01 2026-04-03 2026-04-06 2026-05-01 2026-05-14 2026-05-25 2026-06-04 2026-10-03 2026-11-01 2026-12-25 2026-12-26
2027-01-01 2027-03-26 2027-03-29 2027-05-01 2027-05-06 2027-05-17 2027-05-27 2027-10-03 2027-11-01 2027-12-25 2027-12-26"""
SCHOOL = """2026-01-01/6 2026-03-30/13 2026-05-26/1 2026-07-20/44 2026-10-17/15 2026-12-23/15 2027-03-22/13 2027-05-18/1 2027-07-19/44
2027-10-23/15 2027-12-24/8"""  # first day and number of days
PUBLIC_DAYS = {date.fromisoformat(day) for day in PUBLIC.split()}
SCHOOL_DAYS = {
    date.fromisoformat(first) + timedelta(n)
    for first, count in (part.split("/") for part in SCHOOL.split())
    for n in range(int(count))
}

days = st.dates(FIRST, LAST)
# Around the changes of clocks and of years as often as anywhere else
edges = st.sampled_from(
    [date(2026, 3, 29), date(2026, 10, 25), date(2026, 12, 31), date(2027, 1, 1), date(2027, 3, 28), date(2027, 10, 31)]
)
moments = st.datetimes(datetime(2026, 1, 2), datetime(2027, 11, 1), timezones=st.just(UTC)) | st.builds(
    lambda day, minutes: datetime.combine(day, time(), UTC) + timedelta(minutes=minutes),
    edges.filter(lambda d: d < date(2027, 10, 31)),
    st.integers(0, 1439),
)
clock = st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 30, 45]))
codes = st.sets(st.builds(lambda n, day: f"{n}{day}", st.sampled_from(["", "", "1", "2", "3", "4", "5", "-1"]), st.sampled_from(DAYS)), min_size=1,
                max_size=4)  # fmt: skip


@st.composite
def rules(draw: st.DrawFn) -> Rule:
    interval = draw(st.sampled_from([1, 1, 2, 3, 5]))
    start = draw(days if interval > 1 else st.none() | days)
    return Rule(
        tuple(sorted(draw(codes))), draw(clock), draw(st.none() | clock), interval=interval, dtstart=start, until=draw(st.none() | days),
        on_holidays=draw(st.booleans()), in_school_holidays=draw(st.booleans()), closed_on=draw(st.frozensets(days | edges, max_size=4)),
        extra_on=draw(st.frozensets(days | edges, max_size=4)),
    )  # fmt: skip


def midnight(day: date) -> datetime:
    return datetime.combine(day, time())


def oracle(rule: Rule) -> list[date]:
    """The same rule in the words of RFC 5545, expanded by someone else."""
    found = rruleset()
    first, last = rule.dtstart or FIRST, min(rule.until or LAST, LAST)
    weekly, monthly = ([code for code in rule.byday if (len(code) > 2) == nth] for nth in (False, True))
    wanted = [({"FREQ": "WEEKLY", "INTERVAL": rule.interval, "WKST": "MO"}, weekly), ({"FREQ": "MONTHLY"}, monthly)]
    for recurrence, byday in wanted:
        if byday and first <= last:
            text = vRecur({**recurrence, "BYDAY": byday, "UNTIL": midnight(last)}).to_ical().decode()
            found.rrule(rrulestr(text, dtstart=midnight(first)))
    off = (set() if rule.on_holidays else PUBLIC_DAYS) | (set() if rule.in_school_holidays else SCHOOL_DAYS)
    for day in off - rule.extra_on | rule.closed_on:
        found.exdate(midnight(day))
    for day in rule.extra_on - rule.closed_on:
        found.rdate(midnight(day))
    return sorted({found_at.date() for found_at in found})


@given(rules())
def test_the_days_are_those_of_the_oracle(rule: Rule) -> None:
    every = (FIRST + timedelta(n) for n in range((LAST - FIRST).days + 1))
    assert [day for day in every if happens_on(rule, day)] == oracle(rule)


def last_sunday(year: int, month: int) -> date:
    day = date(year, month, 31)
    return day - timedelta((day.weekday() + 1) % 7)


def instant(day: date, at: time) -> datetime:
    """German local time as UTC by the rule of the EU: summer time from the last Sunday of March to that of October, changed at 1 UTC.

    A time that the clock skips in March counts as winter time, one that it shows twice in October as summer time."""
    local = datetime.combine(day, at)
    begins, ends = (datetime.combine(last_sunday(day.year, month), time(3)) for month in (3, 10))
    return (local - timedelta(hours=2 if begins <= local < ends else 1)).replace(tzinfo=UTC)


def oracle_span(rule: Rule, day: date) -> tuple[datetime, datetime]:
    assert rule.opens_at is not None
    start = instant(day, rule.opens_at)
    if rule.closes_at is None:
        return start, start + timedelta(hours=1)
    return start, instant(day + timedelta(rule.closes_at <= rule.opens_at), rule.closes_at)


@given(rules(), days | edges)
def test_spans_follow_the_clocks_of_germany(rule: Rule, day: date) -> None:
    assert span(rule, day) == oracle_span(rule, day)


@given(rules(), moments)
def test_what_is_coming_is_what_the_oracle_has_left(rule: Rule, now: datetime) -> None:
    horizon = (LAST - now.date()).days - 1
    last = now.date() + timedelta(horizon - 1)
    left = [day for day in oracle(rule) if now.date() - timedelta(1) <= day <= last and oracle_span(rule, day)[1] > now]
    assert [found.day for found in upcoming(rule, now, horizon) if found.day <= last] == left


@given(rules(), moments)
def test_open_while_the_oracle_is_inside_a_span(rule: Rule, now: datetime) -> None:
    near = [day for day in oracle(rule) if abs((day - now.date()).days) <= 2]
    assert open_at((rule,), now) == any(start <= now < end for start, end in (oracle_span(rule, day) for day in near))
