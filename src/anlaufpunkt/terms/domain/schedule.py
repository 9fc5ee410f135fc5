"""When something is open: recurring local times, holidays and exceptions, without a clock.

A rule speaks in local wall-clock time of its zone. What counts is the real instant, so an interval that the
change to or from summer time touches is compared in UTC.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from anlaufpunkt.terms.domain.holidays import is_holiday
from anlaufpunkt.terms.domain.school import is_school_holiday

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
HORIZON = 400  # days to look ahead


@dataclass(frozen=True, slots=True)
class Rule:
    """One recurrence. `byday` holds "TU" (every week) or "3SU", "-1FR" (of the month), as in HSDS and iCalendar.

    `interval` counts weeks from the week of `dtstart` and needs it when larger than one. `closes_at` at or before
    `opens_at` means the next morning. `opens_at` None: the day is known, the time is not. Without `in_school_holidays` the
    rule rests in the school holidays of the state; where these are not yet known (`school.holidays_known`) it goes on.
    """

    byday: tuple[str, ...]
    opens_at: time | None = None
    closes_at: time | None = None
    interval: int = 1
    dtstart: date | None = None
    until: date | None = None
    zone: str = "Europe/Berlin"
    on_holidays: bool = False
    in_school_holidays: bool = True
    closed_on: frozenset[date] = field(default_factory=frozenset)
    extra_on: frozenset[date] = field(default_factory=frozenset)


def happens_on(rule: Rule, day: date) -> bool:
    """Whether the rule takes place on this local day."""
    if day in rule.closed_on:
        return False
    if day in rule.extra_on:
        return True
    if (rule.dtstart and day < rule.dtstart) or (rule.until and day > rule.until):
        return False
    if (is_holiday(day) and not rule.on_holidays) or (is_school_holiday(day) and not rule.in_school_holidays):
        return False
    return any(_matches(code, rule, day) for code in rule.byday)


def _matches(code: str, rule: Rule, day: date) -> bool:
    if DAYS[day.weekday()] != code[-2:]:
        return False
    if len(code) > 2:
        return _nth(day) == int(code[:-2]) or _nth_last(day) == int(code[:-2])
    if rule.interval <= 1:
        return True
    if rule.dtstart is None:  # "every second Tuesday" without a first date: which one is unknown
        return False
    monday = rule.dtstart - timedelta(rule.dtstart.weekday())
    return ((day - monday).days // 7) % rule.interval == 0


def _nth(day: date) -> int:
    return (day.day - 1) // 7 + 1


def _nth_last(day: date) -> int:
    following = (day.replace(day=28) + timedelta(4)).replace(day=1)
    return -(((following - day).days - 1) // 7 + 1)


def span(rule: Rule, day: date) -> tuple[datetime, datetime] | None:
    """The instants (UTC) between which the rule is open when it takes place on this day."""
    if rule.opens_at is None:
        return None
    zone = ZoneInfo(rule.zone)
    start = datetime.combine(day, rule.opens_at, zone).astimezone(UTC)
    if rule.closes_at is None:
        return start, start + timedelta(hours=1)
    last = day if rule.closes_at > rule.opens_at else day + timedelta(1)
    return start, datetime.combine(last, rule.closes_at, zone).astimezone(UTC)


def open_at(rules: tuple[Rule, ...], instant: datetime) -> bool:
    """Whether any rule is open at this instant (aware datetime)."""
    for rule in rules:
        today = instant.astimezone(ZoneInfo(rule.zone)).date()
        for day in (today - timedelta(1), today):
            interval = span(rule, day) if happens_on(rule, day) else None
            if interval and interval[0] <= instant < interval[1]:
                return True
    return False


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A coming date; `start` and `end` are None where the time of day is not known."""

    day: date
    start: datetime | None = None
    end: datetime | None = None


def upcoming(rule: Rule, instant: datetime, horizon: int = HORIZON) -> Iterator[Occurrence]:
    """The rule's dates that have not ended at `instant`, earliest first."""
    first = instant.astimezone(ZoneInfo(rule.zone)).date() - timedelta(1)
    for offset in range(horizon + 2):
        day = first + timedelta(offset)
        if not happens_on(rule, day):
            continue
        interval = span(rule, day)
        if interval is None:
            if offset:  # yesterday is over
                yield Occurrence(day)
        elif interval[1] > instant:
            yield Occurrence(day, *interval)


def next_dates(rules: tuple[Rule, ...], instant: datetime, count: int) -> list[Occurrence]:
    """The earliest coming occurrences of all rules."""
    found = [occurrence for rule in rules for occurrence in islice(upcoming(rule, instant), count)]
    return sorted(found, key=lambda o: (o.day, o.start or datetime.max.replace(tzinfo=UTC)))[:count]


def next_date(rules: tuple[Rule, ...], instant: datetime) -> Occurrence | None:
    return next(iter(next_dates(rules, instant, 1)), None)


def called_off(rules: tuple[Rule, ...], instant: datetime) -> list[date]:
    """The days from today on that the rules name, and on which nothing takes place because somebody said so."""
    closed = {day for rule in rules for day in rule.closed_on if day >= instant.astimezone(ZoneInfo(rule.zone)).date()}
    named = [replace(rule, closed_on=frozenset()) for rule in rules if rule.closed_on]
    return [
        day for day in sorted(closed) if any(happens_on(r, day) for r in named) and not any(happens_on(r, day) for r in rules)
    ]


def pauses(rules: tuple[Rule, ...], days: list[date]) -> list[list[date]]:
    """Called-off days, those in a row together: no other date of the rules lies between them."""
    found: list[list[date]] = []
    for day in days:
        if found and not _between(rules, found[-1][-1], day):
            found[-1].append(day)
        else:
            found.append([day])
    return found


def _between(rules: tuple[Rule, ...], first: date, last: date) -> bool:
    days = (first + timedelta(n) for n in range(1, (last - first).days))
    return any(happens_on(rule, day) for day in days for rule in rules)
