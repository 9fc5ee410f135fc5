"""One sentence about times: days, times, dates and exceptions are gathered into groups, groups become rules."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, time

from anlaufpunkt.terms.domain.schedule import DAYS, Rule
from anlaufpunkt.terms.domain.spoken.tokens import Kind, Token

Hours = tuple[time | None, time | None]
_EXCEPTIONS = (Kind.NOT, Kind.ALSO, Kind.SCHOOL, Kind.PUBLIC)


@dataclass(slots=True)
class Group:
    """Days and the times that belong to them."""

    codes: list[str] = field(default_factory=list)
    dates: list[date] = field(default_factory=list)
    hours: list[Hours] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)  # of the times, should no day turn up
    interval: int = 1
    times_first: bool = False

    @property
    def full(self) -> bool:
        return bool(self.hours and (self.codes or self.dates))


@dataclass(slots=True)
class Limits:
    """What a sentence says about all its groups."""

    start: date | None = None
    until: date | None = None
    school: bool | None = None
    public: bool | None = None
    closed: set[date] = field(default_factory=set)
    extra: set[date] = field(default_factory=set)
    without: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Sentence:
    tokens: list[Token]
    groups: list[Group] = field(default_factory=list)
    limits: Limits = field(default_factory=Limits)
    by_arrangement: bool = False
    rest: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    monthly: bool = False
    i: int = 0

    def __post_init__(self) -> None:
        readers: dict[Kind, Callable[[], None]] = {
            Kind.DAY: self._days, Kind.ORDINAL: self._days, Kind.EVERY: self._every, Kind.EVERY_TWO: self._every_two,
            Kind.NUMBER: self._weeks, Kind.TIME: self._hours, Kind.FROM: self._from, Kind.BETWEEN: self._hours, Kind.TO: self._to,
            Kind.TO_AT: self._to_at, Kind.DATE: self._date, Kind.ARRANGEMENT: self._arrangement, Kind.UNKNOWN: self._unknown,
            Kind.WORD: self._unknown, Kind.DAYS: self._unknown, Kind.WEEKS: self._unknown, Kind.WEEKS_EACH: self._unknown,
            Kind.UNTIL_AFTER: self._unknown, Kind.FROM_AFTER: self._unknown,
        } | dict.fromkeys(_EXCEPTIONS, self._exceptions)  # fmt: skip
        self.monthly = any(t.kind is Kind.MONTH for t in self.tokens)
        while self.i < len(self.tokens):
            readers.get(self._kind(), self._next)()

    def _kind(self, ahead: int = 0) -> Kind:
        k = self.i + ahead
        return self.tokens[k].kind if 0 <= k < len(self.tokens) else Kind.BREAK

    def _token(self, ahead: int = 0) -> Token:
        return self.tokens[self.i + ahead]

    def _next(self) -> None:
        self.i += 1

    def _unknown(self) -> None:
        if self._token().shown:
            self.rest.append(self._token().shown)
        self.i += 1

    def _arrangement(self) -> None:
        self.by_arrangement = True
        self.i += 1

    def _group(self, fresh: bool = False) -> Group:
        """The group that is being read; days after times begin a new one."""
        last = self.groups[-1] if self.groups else None
        if last is None or (fresh and last.full):
            self.groups.append(Group())
        return self.groups[-1]

    # Days

    def _days(self) -> None:
        ordinals: list[int] = []
        every = self._kind(-1) is Kind.EVERY
        while self._kind() is Kind.ORDINAL or (ordinals and self._kind() in (Kind.AND, Kind.COMMA)):
            if self._kind() is Kind.ORDINAL:
                ordinals.append(self._token().n)
            self.i += 1
        if self._kind() is not Kind.DAY:
            self._no_day(ordinals)
            return
        group = self._group(fresh=True)
        days = self._span_of_days()
        ordinals = ordinals or self._ordinals_after()
        if every and ordinals == [2] and not self.monthly:
            group.interval, ordinals = 2, []
        elif every and ordinals and max(ordinals) in (3, 4) and not self.monthly:
            self.problems.append("nth_or_weeks")
        names = [DAYS[day] for day in days]
        group.codes += [f"{n}{name}" for n in ordinals for name in names] if ordinals else names

    def _no_day(self, ordinals: list[int]) -> None:
        if ordinals == [2] and self._kind() is Kind.WEEKS:  # "jede zweite Woche"
            self._set_interval(2, 1)
        elif ordinals:
            self.rest += [t.shown for t in self.tokens[: self.i] if t.kind is Kind.ORDINAL][-len(ordinals) :]

    def _span_of_days(self) -> tuple[int, ...]:
        days = self._token().days
        self.i += 1
        if self._kind() in (Kind.TO, Kind.TO_AT) and self._kind(1) is Kind.DAY and len(days) == len(self._token(1).days) == 1:
            last = self._token(1).days[0]
            days = tuple((days[0] + k) % 7 for k in range((last - days[0]) % 7 + 1))
            self.i += 2
            if self._kind() is Kind.UNTIL_AFTER:
                self.i += 1
        return days

    def _ordinals_after(self) -> list[int]:
        """ "الثلاثاء الأول": the ordinal follows its day, unless it leads to another day."""
        k, found = 0, []
        while self._kind(k) is Kind.ORDINAL or (found and self._kind(k) is Kind.AND and self._kind(k + 1) is Kind.ORDINAL):
            if self._kind(k) is Kind.ORDINAL:
                found.append(self._token(k).n)
            k += 1
        if not found or self._kind(k) is Kind.DAY:
            return []
        self.i += k
        return found

    # Every so many weeks

    def _every(self) -> None:
        if self._kind(1) is Kind.NUMBER:
            self.i += 1
            self._weeks(every=True)
        else:
            self.i += 1

    def _every_two(self) -> None:
        self._set_interval(2, 1)

    def _weeks(self, every: bool = False) -> None:
        n, unit = self._token().n, self._kind(1)
        if unit is Kind.WEEKS_EACH or (every and unit is Kind.WEEKS):
            weeks = n
        elif every and unit is Kind.DAYS and n % 7 == 0:
            weeks = n // 7
        else:
            weeks = 0
        if 1 <= weeks <= 12:
            self._set_interval(weeks, 2)
        else:
            self._unknown()

    def _set_interval(self, weeks: int, words: int) -> None:
        self.i += words
        leads_on = self._kind() in (Kind.DAY, Kind.ORDINAL) or (self._kind() is Kind.COMMA and self._kind(1) is Kind.DAY)
        self._group(fresh=leads_on).interval = weeks

    # Times of day and dates

    def _hours(self) -> None:
        start = self.i
        self.i += self._kind() is Kind.BETWEEN
        if self._kind() is not Kind.TIME:
            return
        opens, closes = self._token().at, None
        between = self._kind(-1) is Kind.BETWEEN
        self.i += 1
        if self._kind(1) is Kind.TIME and (self._kind() in (Kind.TO, Kind.TO_AT) or (between and self._kind() is Kind.AND)):
            closes = self._token(1).at
            self.i += 2
        if self._kind() is Kind.UNTIL_AFTER:
            self.i += 1
            if closes is None:
                opens, closes = None, opens
        self._add_hours((opens, closes), start)

    def _add_hours(self, hours: Hours, start: int) -> None:
        group = self._group()
        if group.full and group.times_first:
            self.groups.append(group := Group())
        group.times_first = group.times_first or not (group.codes or group.dates)
        group.hours.append(hours)
        group.shown.append(" ".join(t.shown or "–" for t in self.tokens[start : self.i]))

    def _from(self) -> None:
        self.i += 1
        if self._kind() is Kind.DATE and self._kind(1) is not Kind.TO:
            self.limits.start = self._token().on
            self.i += 1 + (self._kind(1) is Kind.FROM_AFTER)

    def _to(self) -> None:
        """Until a day, until a time; a dash that leads nowhere is only a dash."""
        if self._kind(1) is Kind.DATE:
            self.limits.until = self._token(1).on
            self.i += 2 + (self._kind(2) is Kind.UNTIL_AFTER)
        elif self._kind(1) is Kind.TIME and self._token().shown:
            self.i += 2
            self._add_hours((None, self._token(-1).at), self.i - 2)
        else:
            self._unknown()

    def _to_at(self) -> None:
        self.tokens[self.i] = replace(self._token(), kind=Kind.TO if self._kind(1) is Kind.DATE else Kind.FROM)

    def _date(self) -> None:
        on = self._token().on
        if on is None or self._exception_dates():
            return
        if self._kind(1) in (Kind.TO, Kind.TO_AT) and self._kind(2) is Kind.DATE:
            self.limits.start, self.limits.until = on, self._token(2).on
            self.i += 3 + (self._kind(3) is Kind.UNTIL_AFTER)
        elif self._kind(1) in (Kind.FROM_AFTER, Kind.UNTIL_AFTER):
            name = "start" if self._kind(1) is Kind.FROM_AFTER else "until"
            setattr(self.limits, name, on)
            self.i += 2
        else:
            self._single_date(on)

    def _single_date(self, on: date) -> None:
        group = self._group()
        if group.full and not (len(group.codes) == 1 and not group.dates):
            self.groups.append(group := Group())
        group.dates.append(on)
        self.i += 1

    # Exceptions

    def _exception_dates(self) -> bool:
        """ "am 24.12.2026 und 31.12.2026 nicht": dates that a following "not" or "also" speaks of."""
        k = 0
        joined = (Kind.DATE, Kind.AND, Kind.COMMA) if self.groups and self.groups[-1].full else (Kind.DATE, Kind.AND)
        while self._kind(k) in joined:
            k += 1
        after = self._kind(k + 1)
        if self._kind(k) not in (Kind.NOT, Kind.ALSO) or after in (*_EXCEPTIONS, Kind.DATE, Kind.DAY) or self._kind(k - 1) is Kind.COMMA:
            return False
        self._apply([t for t in self.tokens[self.i : self.i + k] if t.kind is Kind.DATE], self._kind(k))
        self.i += k + 1
        return True

    def _exceptions(self) -> None:
        """A run of "not", "also" and what they speak of; a piece between commas without either takes that of its neighbour."""
        start, sign = self.i, Kind.BREAK
        if self._weekday_exception():
            return
        while self._kind() in (*_EXCEPTIONS, Kind.AND, Kind.COMMA, Kind.DATE, Kind.FROM):
            piece: list[Token] = []
            while self._kind() in (*_EXCEPTIONS, Kind.AND, Kind.DATE, Kind.FROM) and not self._range_ahead():
                piece.append(self._token())
                self.i += 1
            sign = self._read_piece(piece, sign)
            if self._kind() is not Kind.COMMA or self._kind(1) not in (*_EXCEPTIONS, Kind.DATE):
                break
            self.i += 1
        self.i = max(self.i, start + 1)

    def _range_ahead(self) -> bool:
        return self._kind() is Kind.DATE and self._kind(1) is Kind.TO

    def _read_piece(self, piece: list[Token], sign: Kind) -> Kind:
        things: list[Token] = []
        signs = [t for t in piece if t.kind in (Kind.NOT, Kind.ALSO)]
        if signs and piece[0].kind not in (Kind.NOT, Kind.ALSO):
            sign = signs[0].kind
        for token in piece:
            if token.kind in (Kind.NOT, Kind.ALSO):
                sign = token.kind
            elif token.kind not in (Kind.AND, Kind.FROM):
                things.append(token)
                self._apply([token], sign)
        if signs and not things:
            self.rest += [t.shown for t in signs if t.shown]
            if self._kind() is Kind.TIME:
                self._unknown()
        return sign

    def _apply(self, things: list[Token], sign: Kind) -> None:
        for thing in things:
            if sign is Kind.BREAK:
                self.rest.append(thing.shown)
            elif thing.kind is Kind.SCHOOL:
                self.limits.school = sign is Kind.ALSO
            elif thing.kind is Kind.PUBLIC:
                self.limits.public = sign is Kind.ALSO
            elif thing.on:
                (self.limits.extra if sign is Kind.ALSO else self.limits.closed).add(thing.on)

    def _weekday_exception(self) -> bool:
        """ "außer mittwochs", "Sa und So geschlossen"."""
        if self._kind() is not Kind.NOT or self._kind(1) in (*_EXCEPTIONS, Kind.DATE, Kind.FROM):
            return False
        if self._kind(1) is Kind.DAY:
            self.i += 1
            while self._kind() is Kind.DAY:
                self.limits.without |= {DAYS[day] for day in self._span_of_days()}
                self.i += self._kind() in (Kind.AND, Kind.COMMA) and self._kind(1) is Kind.DAY
            return True
        last = self.groups[-1] if self.groups else None
        if last and last.codes and not last.hours and self._kind(-1) is Kind.DAY:
            self.groups.pop()
            self.limits.without |= set(last.codes)
            self.i += 1
            return True
        return False


def rules_of(group: Group, limits: Limits) -> list[Rule]:
    """The rules of one group; every time of day is a rule of its own."""
    found = []
    for opens, closes in group.hours or [(None, None)]:
        if group.dates:
            found += [Rule((DAYS[on.weekday()],), opens, closes, dtstart=on, until=on, on_holidays=True) for on in sorted(set(group.dates))]
        elif codes := tuple(sorted(set(group.codes) - limits.without, key=place)):
            found.append(Rule(codes, opens, closes, interval=group.interval))
    return [limited(rule, limits) for rule in found]


def place(code: str) -> tuple[int, int]:
    """Weekly days first, then the first, second … last of a month."""
    nth = int(code[:-2] or 0)
    return (9 if nth < 0 else nth, DAYS.index(code[-2:]))


def limited(rule: Rule, limits: Limits) -> Rule:
    return replace(
        rule,
        dtstart=rule.dtstart or limits.start,
        until=rule.until or limits.until,
        on_holidays=rule.on_holidays if limits.public is None else limits.public,
        in_school_holidays=rule.in_school_holidays if limits.school is None else limits.school,
        closed_on=rule.closed_on | limits.closed,
        extra_on=rule.extra_on | limits.extra,
    )
