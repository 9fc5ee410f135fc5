"""What a sentence says, gathered: groups of days and times, the limits of all of them, and both as rules."""

from dataclasses import dataclass, field, replace
from datetime import date, time

from anlaufpunkt.terms.domain.schedule import DAYS, Rule

Hours = tuple[time | None, time | None]


@dataclass(slots=True)
class Limits:
    """What is said about groups: from when to when, and the exceptions."""

    start: date | None = None
    until: date | None = None
    school: bool | None = None
    public: bool | None = None
    closed: set[date] = field(default_factory=set)
    extra: set[date] = field(default_factory=set)
    pause: set[date] = field(default_factory=set)  # "not from … to …"
    without: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Group:
    """Days and the times that belong to them."""

    codes: list[str] = field(default_factory=list)
    dates: list[date] = field(default_factory=list)
    hours: list[Hours] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)  # of the times, should no day turn up
    interval: int = 1
    times_first: bool = False
    limits: Limits | None = None  # said between this group and the next

    @property
    def full(self) -> bool:
        return bool(self.hours and (self.codes or self.dates))


def rules_of(group: Group, shared: Limits) -> list[Rule]:
    """The rules of one group; every time of day is a rule of its own."""
    found, own = list[Rule](), group.limits or Limits()
    for opens, closes in group.hours or [(None, None)]:
        for on in sorted(set(group.dates)):
            found.append(Rule((DAYS[on.weekday()],), opens, closes, dtstart=on, until=on, on_holidays=True))
        codes = tuple(sorted(set(group.codes) - own.without - shared.without, key=place))
        if codes and not group.dates:
            found.append(Rule(codes, opens, closes, interval=group.interval))
    return [limited(limited(rule, own), shared) for rule in found]


def place(code: str) -> tuple[int, int]:
    """Weekly days first, then the first, second … last of a month."""
    nth = int(code[:-2] or 0)
    return (9 if nth < 0 else nth, DAYS.index(code[-2:]))


def limited(rule: Rule, limits: Limits) -> Rule:
    weekdays = {code[-2:] for code in rule.byday}
    return replace(
        rule,
        dtstart=rule.dtstart or limits.start,
        until=rule.until or limits.until,
        on_holidays=rule.on_holidays if limits.public is None else limits.public,
        in_school_holidays=rule.in_school_holidays if limits.school is None else limits.school,
        closed_on=rule.closed_on | limits.closed | {day for day in limits.pause if DAYS[day.weekday()] in weekdays},
        extra_on=rule.extra_on | limits.extra,
    )
