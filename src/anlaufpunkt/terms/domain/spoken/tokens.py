"""A text about times as raw pieces: dates, times of day, numbers, signs and words, before any language is known."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from anlaufpunkt.terms.domain.folding import fold, serbian_latin

LONGEST = 2000  # characters


class Kind(StrEnum):
    DAY, ORDINAL, NUMBER, TIME, DATE = "day", "ordinal", "number", "time", "date"
    DAY_OF_MONTH, MONTH_NAME = "day-of-month", "month-name"
    AND, COMMA, BREAK, TO, FROM, BETWEEN = "and", "comma", "break", "to", "from", "between"
    TO_AT = "to-at"  # French "à": until between two times, else at
    FROM_AFTER, UNTIL_AFTER = "from-after", "until-after"  # "12.1.2027 tarihinden itibaren", "11'e kadar"
    NOT, ALSO, SCHOOL, PUBLIC, ARRANGEMENT = "not", "also", "school", "public", "arrangement"
    EVERY, EVERY_TWO, WEEKS, DAYS, MONTH = "every", "every-two", "weeks", "days", "month"
    WEEKS_EACH = "weeks-each"  # "2 haftada bir": no "every" stands before the number
    CLOCK, AM, PM, HALF_BEFORE, HALF_AFTER, HALF_PAST = "clock", "am", "pm", "half-before", "half-after", "half-past"
    SKIP, WORD, UNKNOWN = "skip", "word", "unknown"


@dataclass(frozen=True, slots=True)
class Token:
    """`shown` is what the person sees of it again. A `weak` number is a time only where its neighbours say so."""

    kind: Kind
    shown: str
    text: str = ""
    n: int = 0
    month: int = 0
    days: tuple[int, ...] = ()
    on: date | None = None
    at: time | None = None
    weak: bool = False


_ENDINGS = "st|nd|rd|th|er|ere|eme|e|o|a|й|я|ша|га|тя|та|ий|ва|ви|ри|ти|ое"
_RAW = re.compile(
    r"(?P<word>(?<![0-9])14-?ta[^\W\d_]{2,}|[^\W\d_]+)"  # "14-tägig"
    r"|(?P<iso>[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?![0-9]))"
    r"|(?P<full>[0-9]{1,2}[./-][0-9]{1,2}[./-][0-9]{4}(?![0-9]))"
    r"|(?P<short>[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{2}(?![0-9.:]))"
    r"|(?P<part>[0-9]{1,2}\.[0-9]{1,2}\.(?![0-9]))"
    r"|(?P<time>(?<![0-9])[0-9]{1,2}[:.h][0-9]{2}(?::00)?(?![0-9]))"
    rf"|(?P<ordinal>(?<![0-9])[0-9]{{1,2}}(?:\.|-?(?:{_ENDINGS}))(?![^\W_]))"
    r"|(?P<junk>[0-9]+(?:[/.:][0-9]+)+)"
    r"|(?P<number>[0-9]+)"
    r"|(?P<dash>[-\u2010-\u2015\u2212~]+|\.{2,})"
    r"|(?P<comma>[,،፣、])|(?P<and>[+&/])|(?P<break>[;؛፤])"
)
_ETHIOPIC_COLON = re.compile(r"(?<=[0-9])\u1361(?=[0-9])")


def raw_tokens(text: str, latin: bool = False) -> list[Token]:
    """`latin`: Serbian, which is written in two scripts, is read in one."""
    found: list[Token] = []
    for line in text.splitlines():
        for chunk in line.split():
            folded = _ETHIOPIC_COLON.sub(":", fold(chunk))
            pieces = list(_pieces(serbian_latin(folded) if latin else folded))
            if len(pieces) == 1 and pieces[0].kind is Kind.WORD:
                pieces = [Token(Kind.WORD, chunk.strip(".,:;!?()[]\"'«»„“”"), pieces[0].text)]
            found += pieces
        found.append(Token(Kind.BREAK, ""))
    return found


def _pieces(folded: str) -> Iterator[Token]:
    for match in _RAW.finditer(folded):
        text, group = match.group(), match.lastgroup or ""
        if group in ("iso", "full", "short", "part", "time", "ordinal", "number"):
            yield _number(group, text)
        elif group == "dash":
            yield Token(Kind.TO, "", text)
        elif group == "word":
            yield Token(Kind.WORD, text, text.replace("-", ""))
        else:
            yield Token(Kind.UNKNOWN if group == "junk" else Kind(group), text, text)


def _number(group: str, text: str) -> Token:
    parts = [int(part) if len(part) < 5 else 99999 for part in re.findall("[0-9]+", text)]
    if group in ("number", "ordinal"):
        kind = Kind.ORDINAL if group == "ordinal" and 1 <= parts[0] <= 5 else Kind.NUMBER
        return Token(kind, text, text, n=parts[0])
    if group == "time":
        return clock_token(parts[0], parts[1], text)
    if group == "part":
        if parts[1] > 12:  # "9.30." at the end of a sentence
            return clock_token(parts[0], parts[1], text)
        return Token(Kind.DAY_OF_MONTH, text, text, n=parts[0], month=parts[1])
    if group == "short":
        parts[2] += 2000
    year, month, day = parts if group == "iso" else reversed(parts)
    return date_token(year, month, day, text)


def clock_token(hour: int, minute: int, text: str) -> Token:
    """With a full stop between, only minutes that a clock hand would show: "3.12" is rather a date."""
    odd = "." in text and ":" not in text and minute % 5
    if (hour, minute) != (24, 0) and (hour > 23 or minute > 59 or odd):
        return Token(Kind.UNKNOWN, text, text)
    return Token(Kind.TIME, text, text, n=hour, at=time(hour % 24, minute))


def date_token(year: int, month: int, day: int, text: str) -> Token:
    try:
        return Token(Kind.DATE, text, text, on=date(year, month, day))
    except ValueError:
        return Token(Kind.UNKNOWN, text, text)
