"""Between words and sentences: numbers become times of day or dates, small words that mean nothing here go."""

from dataclasses import replace
from datetime import date, time

from anlaufpunkt.terms.domain.spoken.tokens import Kind, Token, clock_token, date_token

_JOINING = (Kind.AND, Kind.COMMA, Kind.TO, Kind.NOT, Kind.ALSO, Kind.DAY_OF_MONTH)


def read_clock(tokens: list[Token], today: date | None = None) -> list[Token]:
    for step in (_named_dates, _loose_numbers, _without_skips, _ordinals, _halves, _hours, _half_days, _in_the_past_half):
        tokens = step(tokens)
    return _years(tokens, today)


def _kind(tokens: list[Token], i: int) -> Kind:
    return tokens[i].kind if 0 <= i < len(tokens) else Kind.BREAK


def _without_skips(tokens: list[Token]) -> list[Token]:
    return [t for t in tokens if t.kind is not Kind.SKIP]


def _loose_numbers(tokens: list[Token]) -> list[Token]:
    """A bare number after a word nobody knows ("room 10") is a time only if its neighbours say so."""
    found = list(tokens)
    for i, token in enumerate(tokens):
        if token.kind is Kind.NUMBER and _kind(tokens, i - 1) in (Kind.UNKNOWN, Kind.EVERY):
            found[i] = replace(token, weak=True)
    return found


def _named_dates(tokens: list[Token]) -> list[Token]:
    """ "12. Januar 2027", "3 de marzo de 2027", "March 3, 2027"."""
    found: list[Token] = []
    i = 0
    while i < len(tokens):
        part = [t for t in tokens[i : i + 6] if t.kind not in (Kind.SKIP, Kind.FROM, Kind.COMMA)][:3]
        kinds = [t.kind for t in part]
        starts = tokens[i].kind in (Kind.NUMBER, Kind.ORDINAL, Kind.MONTH_NAME)
        if starts and Kind.MONTH_NAME in kinds[:2] and set(kinds[:2]) & {Kind.NUMBER, Kind.ORDINAL}:
            month = next(t for t in part[:2] if t.kind is Kind.MONTH_NAME)
            day = next(t for t in part[:2] if t is not month)
            year = part[2] if len(part) == 3 and part[2].kind is Kind.NUMBER and 2000 <= part[2].n <= 2100 else None
            last = year or part[1]
            shown = " ".join(t.shown for t in part[: 3 if year else 2])
            found.append(
                date_token(year.n, month.n, day.n, shown) if year else Token(Kind.DAY_OF_MONTH, shown, n=day.n, month=month.n)
            )
            i = next(k for k in range(i, len(tokens)) if tokens[k] is last) + 1
        else:
            found.append(tokens[i])
            i += 1
    return [replace(t, kind=Kind.UNKNOWN) if t.kind is Kind.MONTH_NAME else t for t in found]


def _ordinals(tokens: list[Token]) -> list[Token]:
    """ "1." is "first" only before a day (or a list that leads to one), else a number; a spoken ordinal stays one."""
    found = list(tokens)
    for i in reversed(range(len(tokens))):
        if tokens[i].kind is Kind.ORDINAL and tokens[i].text[:1].isdigit():
            k = i + 1
            while _kind(found, k) in (Kind.AND, Kind.COMMA):
                k += 1
            after = _kind(found, k)
            follows_day = after is Kind.MONTH and _kind(found, i - 1) is Kind.DAY
            if after not in (Kind.DAY, Kind.ORDINAL, Kind.WEEKS) and not follows_day:
                found[i] = replace(tokens[i], kind=Kind.NUMBER)
    return found


def _halves(tokens: list[Token]) -> list[Token]:
    """ "halb zehn" is 9:30, "half past nine" and "neuf heures et demie" are 9:30 too."""
    found: list[Token] = []
    i = 0
    while i < len(tokens):
        one, two = tokens[i], tokens[i + 1] if i + 1 < len(tokens) else tokens[i]
        if one.kind in (Kind.HALF_BEFORE, Kind.HALF_PAST) and two.kind in (Kind.NUMBER, Kind.ORDINAL):
            hour = two.n - (one.kind is Kind.HALF_BEFORE)
            found.append(clock_token(hour or 12, 30, f"{one.shown} {two.shown}"))
            i += 2
        elif two.kind is Kind.HALF_AFTER and one.kind in (Kind.NUMBER, Kind.ORDINAL, Kind.CLOCK):
            number = found.pop() if one.kind is Kind.CLOCK and found and found[-1].kind is Kind.NUMBER else one
            found.append(clock_token(number.n if number.kind is not Kind.CLOCK else 99, 30, f"{number.shown} {two.shown}"))
            i += 2
        else:
            found.append(one)
            i += 1
    return [replace(t, kind=Kind.UNKNOWN) if t.kind in (Kind.HALF_BEFORE, Kind.HALF_PAST, Kind.HALF_AFTER) else t for t in found]


_AROUND = (Kind.CLOCK, Kind.AM, Kind.PM)


def _hours(tokens: list[Token]) -> list[Token]:
    """Numbers from 0 to 24 that count neither weeks nor days are hours."""
    found = list(tokens)
    for i, token in enumerate(tokens):
        if token.kind is not Kind.NUMBER or _kind(tokens, i + 1) in (Kind.WEEKS, Kind.WEEKS_EACH, Kind.DAYS):
            continue
        before, after = _kind(found, i - 1), _kind(tokens, i + 1)
        told = after in (*_AROUND, Kind.TO, Kind.TO_AT) or before in (*_AROUND, Kind.FROM, Kind.TO, Kind.TO_AT, Kind.BETWEEN)
        counts = after is Kind.UNKNOWN and before not in (Kind.TO, Kind.TO_AT)  # "ab 18 Jahren"
        at = clock_token(token.n, 0, token.shown)
        found[i] = replace(at, weak=True) if (told or not token.weak) and not counts else replace(at, kind=Kind.UNKNOWN)
    return [t for t in found if t.kind is not Kind.CLOCK]


def _half_days(tokens: list[Token]) -> list[Token]:
    """ "8 pm", "8 Uhr abends", "akşam 8": the word stands after its time, or before it where none stands before the word."""
    found: list[Token] = []
    waiting: Token | None = None
    for i, token in enumerate(tokens):
        if token.kind in (Kind.AM, Kind.PM):
            if found and found[-1].kind is Kind.TIME and not waiting:
                found[-1] = _shifted(found[-1], token.kind)
            elif _kind(tokens, i + 1) in (Kind.TIME, Kind.FROM):
                waiting = token
            elif token.text != "am":
                found.append(replace(token, kind=Kind.UNKNOWN))
        elif waiting and token.kind is Kind.TIME:
            found.append(_shifted(token, waiting.kind))
            waiting = waiting if _kind(tokens, i + 1) in (Kind.TO, Kind.TO_AT) else None
        else:
            found.append(token)
    return found


def _shifted(token: Token, half: Kind) -> Token:
    hour, minute = (token.at.hour, token.at.minute) if token.at else (0, 0)
    if half is Kind.PM and hour < 12:
        hour += 12
    elif half is Kind.AM and hour == 12:
        hour = 0
    return replace(token, at=time(hour, minute), n=hour, weak=False, month=1 if half is Kind.PM else 0)


def _in_the_past_half(tokens: list[Token]) -> list[Token]:
    """ "2-4 pm": the first time lies in the same half of the day unless that would put it after the second."""
    found = list(tokens)
    for i in range(len(tokens) - 2):
        first, second = tokens[i], tokens[i + 2]
        if first.at and second.at and second.month and not first.month and tokens[i + 1].kind in (Kind.TO, Kind.TO_AT):
            later = first.at.replace(hour=(first.at.hour + 12) % 24)
            if first.at.hour < 12 and later < second.at:
                found[i] = replace(first, at=later, n=later.hour)
    return found


def _years(tokens: list[Token], today: date | None) -> list[Token]:
    """ "1.2. bis 30.6.2027": a day without a year takes that of the date it leads to; alone it is the next such day from `today`
    on, and where nobody says which day it is, its year is not known."""
    found = list(tokens)
    for i in reversed(range(len(tokens))):
        token = found[i]
        if token.kind is not Kind.DAY_OF_MONTH:
            continue
        k = i + 1
        while _kind(found, k) in _JOINING:
            k += 1
        until = found[k].on if k < len(found) else None
        if until or today:
            found[i] = _with_year(token, until) if until else _next_such(token, today)  # type: ignore[arg-type]
        else:
            found[i] = replace(token, kind=Kind.UNKNOWN)
    return found


def _next_such(token: Token, today: date) -> Token:
    return date_token(today.year + ((token.month, token.n) < (today.month, today.day)), token.month, token.n, token.shown)


def _with_year(token: Token, until: date) -> Token:
    year = until.year - ((token.month, token.n) > (until.month, until.day))
    return date_token(year, token.month, token.n, token.shown)
