"""What a sentence takes away or adds: "not in the school holidays", "also on 5 March", "except Wednesdays"."""

from datetime import timedelta

from anlaufpunkt.terms.domain.schedule import DAYS
from anlaufpunkt.terms.domain.spoken.cursor import Cursor
from anlaufpunkt.terms.domain.spoken.tokens import Kind, Token

LONGEST_PAUSE = 184  # days
EXCEPTIONS = (Kind.NOT, Kind.ALSO, Kind.SCHOOL, Kind.PUBLIC)


class Exceptions(Cursor):
    def _exception_dates(self) -> bool:
        """ "am 24.12.2026 und 31.12.2026 nicht": dates that a following "not" or "also" speaks of."""
        k = 0
        joined = (Kind.DATE, Kind.AND, Kind.COMMA) if self.groups and self.groups[-1].full else (Kind.DATE, Kind.AND)
        while self._kind(k) in joined:
            k += 1
        leads_on = self._kind(k + 1) in (*EXCEPTIONS, Kind.DATE, Kind.DAY)
        if self._kind(k) not in (Kind.NOT, Kind.ALSO) or leads_on or self._kind(k - 1) is Kind.COMMA:
            return False
        self._apply([t for t in self.tokens[self.i : self.i + k] if t.kind is Kind.DATE], self._kind(k))
        self.i += k + 1
        return True

    def _exceptions(self) -> None:
        """A run of "not", "also" and what they speak of; a piece between commas without either takes that of its neighbour."""
        start, sign = self.i, Kind.BREAK
        if self._weekday_exception():
            return
        while self._kind() in (*EXCEPTIONS, Kind.AND, Kind.COMMA, Kind.DATE, Kind.FROM):
            piece: list[Token] = []
            while self._kind() in (*EXCEPTIONS, Kind.AND, Kind.DATE, Kind.FROM):
                if self._range_ahead():
                    if not self._rests(piece):
                        break
                    self._pause()
                    continue
                piece.append(self._token())
                self.i += 1
            sign = self._read_piece(piece, sign)
            if self._kind() is not Kind.COMMA or self._kind(1) not in (*EXCEPTIONS, Kind.DATE):
                break
            self.i += 1
        self.i = max(self.i, start + 1)

    def _range_ahead(self) -> bool:
        return self._kind() is Kind.DATE and self._kind(1) in (Kind.TO, Kind.TO_AT) and self._kind(2) is Kind.DATE

    def _rests(self, piece: list[Token]) -> bool:
        return any(t.kind is Kind.NOT for t in piece) and not any(t.kind is Kind.ALSO for t in piece)

    def _pause(self) -> None:
        """ "nicht vom 20.7.2027 bis 1.9.2027"."""
        first, last = self._token().on, self._token(2).on
        if first and last and first <= last <= first + timedelta(LONGEST_PAUSE):
            self.limits.pause |= {first + timedelta(n) for n in range((last - first).days + 1)}
        else:
            self.rest += [self._token().shown, self._token(2).shown]
        self.i += 3 + (self._kind(3) is Kind.UNTIL_AFTER)

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
        if signs and not things and self._kind(-1) not in (Kind.DATE, Kind.UNTIL_AFTER):
            more = signs[-1].kind is Kind.ALSO and self._kind() in (Kind.TIME, Kind.DAY, Kind.BETWEEN)
            if more or (piece[-1].kind is Kind.FROM and signs[-1].kind is Kind.ALSO):  # "Do auch 14-17 Uhr"
                return sign
            self.rest += [t.shown for t in signs if t.shown]
            while self._kind() in (Kind.TIME, Kind.TO, Kind.FROM, Kind.BETWEEN):  # "außer 12-13 Uhr"
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
        if self._kind() is not Kind.NOT or self._kind(1) in (*EXCEPTIONS, Kind.DATE, Kind.FROM):
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
