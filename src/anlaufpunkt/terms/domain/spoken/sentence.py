"""One sentence about times, read from its first word to its last: days, times of day, dates and how often."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from anlaufpunkt.terms.domain.schedule import DAYS
from anlaufpunkt.terms.domain.spoken.exceptions import EXCEPTIONS, Exceptions
from anlaufpunkt.terms.domain.spoken.groups import Hours
from anlaufpunkt.terms.domain.spoken.tokens import Kind


@dataclass(slots=True)
class Sentence(Exceptions):
    def __post_init__(self) -> None:
        readers: dict[Kind, Callable[[], None]] = {
            Kind.DAY: self._days, Kind.ORDINAL: self._days, Kind.EVERY: self._every, Kind.EVERY_TWO: self._every_two,
            Kind.NUMBER: self._weeks, Kind.TIME: self._hours, Kind.FROM: self._from, Kind.BETWEEN: self._hours, Kind.TO: self._to,
            Kind.TO_AT: self._to_at, Kind.DATE: self._date, Kind.ARRANGEMENT: self._arrangement, Kind.UNKNOWN: self._unknown,
            Kind.WORD: self._unknown, Kind.DAYS: self._unknown, Kind.WEEKS: self._unknown, Kind.WEEKS_EACH: self._unknown,
            Kind.UNTIL_AFTER: self._unknown, Kind.FROM_AFTER: self._unknown,
        } | dict.fromkeys(EXCEPTIONS, self._exceptions)  # fmt: skip
        self.monthly = any(t.kind is Kind.MONTH for t in self.tokens)
        while self.i < len(self.tokens):
            readers.get(self._kind(), self._next)()
        if self.groups:
            self._close_groups()

    def _arrangement(self) -> None:
        self.by_arrangement = True
        self.i += 1

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
        if len(self._token().days) == 7 and self._kind(2 if self._kind(1) is Kind.FROM else 1) is Kind.DAY:
            self.i += 1  # "täglich von Mo bis Fr", "كل يوم ثلاثاء"
            return
        group = self._group(fresh=True)
        days = self._span_of_days()
        ordinals = ordinals or self._ordinals_after()
        if every and ordinals == [2] and not self.monthly:
            group.interval, ordinals = 2, []
        elif every and ordinals and max(ordinals) in (3, 4) and not self.monthly:
            self.problems.append("nth_or_weeks")
        if group.interval > 1 and every and group.codes:  # "jeden Di und jeden 2. Do"
            self.problems.append("nth_or_weeks")
        names = [DAYS[day] for day in days]
        group.codes += [f"{n}{name}" for n in ordinals for name in names] if ordinals else names

    def _no_day(self, ordinals: list[int]) -> None:
        if ordinals == [2] and self._kind() is Kind.WEEKS:  # "jede zweite Woche"
            self._set_interval(2, 1)
        elif ordinals:
            self.rest += [t.shown for t in self.tokens[: self.i] if t.kind is Kind.ORDINAL][-len(ordinals) :]

    def _ordinals_after(self) -> list[int]:
        """ "الثلاثاء الأول": the ordinal follows its day, unless it leads to another day."""
        k, found = 0, list[int]()
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
            group = self._new_group()
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
        if self._range_ahead() and self._kind(3) is Kind.NOT and self._kind(4) not in (*EXCEPTIONS, Kind.DATE, Kind.DAY):
            self._pause()
            self.i += 1
        elif self._range_ahead():
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
            group = self._new_group()
        group.dates.append(on)
        self.i += 1
