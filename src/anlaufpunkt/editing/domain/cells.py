"""One cell of a list as a fact. What is not understood comes back as a problem with what may be meant."""

import re
from dataclasses import dataclass
from typing import Any

from anlaufpunkt.editing.domain.lookup import Lookup, key_of

EMPTY = "-"  # a cell that says: take away what stood here


@dataclass(frozen=True, slots=True)
class Problem:
    """`code` names the sentence, `given` is what the cell says, `meant` what it may mean. Without `grave` it is a remark."""

    code: str
    column: str
    given: str = ""
    meant: tuple[str, ...] = ()
    grave: bool = True


def problem(code: str, column: str, given: str = "", meant: tuple[str, ...] = ()) -> Problem:
    return Problem(code, column, given[:120], meant)


_LISTED = re.compile(r"[;\n|]")
_FINER = re.compile(r"[,/]|\s+(?:und|and|sowie|u\.|&|\+)\s+")


def several(text: str, known: Lookup) -> tuple[list[str], list[str]]:
    """The codes a cell lists, and the words nobody knows. Our own names may hold commas, so wholes come first."""
    codes: list[str] = []
    unknown: list[str] = []
    for part in _LISTED.split(text):
        whole = known.find(part)
        for piece in [part] if whole else _FINER.split(part):
            if not key_of(piece):
                continue
            code = known.find(piece)
            if code:
                codes.append(code)
            else:
                unknown.append(piece.strip())
    return list(dict.fromkeys(codes)), list(dict.fromkeys(unknown))


_NUMBER = r"(\d{1,3})"
_UNIT = r"\s*(jahren?|jährig\w*|j\.?|years?|yrs?|monaten?|mon\.?|months?|mo\.?)?"
_RANGE = re.compile(rf"^(?:von|from|ab)?\s*{_NUMBER}{_UNIT}\s*(?:-|–|—|bis|to|until|up to)\s*(?:zu\s+)?{_NUMBER}{_UNIT}$")
_FROM = re.compile(rf"^(?:(?:ab|from|mindestens|min\.?|über|over)\s*{_NUMBER}{_UNIT}|{_NUMBER}{_UNIT}\s*\+)$")
_UP_TO = re.compile(rf"^(?:bis|up to|until|höchstens|max\.?|0\s*-)\s*(?:zu\s+)?{_NUMBER}{_UNIT}$")
_UNDER = re.compile(rf"^(?:unter|under)\s*{_NUMBER}{_UNIT}$")
_ANY_AGE = frozenset({"alle", "jedes alter", "all", "any", "alle altersgruppen", "all ages", "keine begrenzung"})


def ages(text: str) -> tuple[int | None, int | None] | None:
    """The first and the last month of an age, both included; None where it is not understood."""
    said = " ".join(text.casefold().replace("(", " ").replace(")", " ").split())
    if key_of(said) in _ANY_AGE:
        return None, None
    if match := _RANGE.match(said):
        low, low_unit, high, high_unit = match.groups()
        return _ordered(_months(low, low_unit or high_unit), _last_month(high, high_unit))
    if match := _FROM.match(said):
        number, unit = (match[1], match[2]) if match[1] else (match[3], match[4])
        return _months(number, unit), None
    if match := _UP_TO.match(said):
        return None, _last_month(match[1], match[2])
    if match := _UNDER.match(said):
        months = _months(match[1], match[2])
        return (None, months - 1) if months else None
    return None


def _ordered(low: int, high: int) -> tuple[int, int] | None:
    return (low, high) if low <= high else None


def _in_months(unit: str | None) -> bool:
    return bool(unit and unit.startswith("mo"))


def _months(number: str, unit: str | None) -> int:
    return int(number) * (1 if _in_months(unit) else 12)


def _last_month(number: str, unit: str | None) -> int:
    """Up to 5 years: until the sixth birthday."""
    return int(number) if _in_months(unit) else int(number) * 12 + 11


_AMOUNT = re.compile(r"(?<![\d.,])(\d{1,5})(?:[.,](\d{1,2}))?(?![\d.,])")


def cost(text: str, known: Lookup) -> tuple[str, str] | None:
    """The kind of cost and the euros, if said; None where it is not understood."""
    code = known.find(text)
    if code:
        return code, ""
    amounts = _AMOUNT.findall(text)
    if len(amounts) != 1 or (re.search(r"[^\W\d_]", text) and not re.search(r"€|eur", text, re.IGNORECASE)):
        return None
    euros, cents = amounts[0]
    amount = f"{int(euros)}.{cents.ljust(2, '0')}"
    return ("free", "") if float(amount) == 0 else ("fee", amount)


_PHONE = re.compile(r"^[+(]?\d[\d\s()/.–-]{4,38}$")
_EMAIL = re.compile(r"^[^\s@,;<>\"]{1,64}@[^\s@,;<>\"]{1,180}\.[A-Za-z]{2,24}$")
_URL = re.compile(r"^https?://[^\s/?#@<>\"]+\.[^\s<>\"]{2,}$", re.IGNORECASE)
_ADDRESS = re.compile(r"^(?P<street>[^,\n;]*?)[,;\n\s]*\b(?P<postcode>\d{5})\s+(?P<city>[^\d,;\n]+?)\s*$")


def phone(text: str) -> str | None:
    said = " ".join(text.split())
    return said if _PHONE.match(said) else None


def lost_zero(text: str) -> bool:
    """Spreadsheet programs take a telephone number for a number and drop the zero it begins with."""
    return text.isdecimal() and not text.startswith("0") and 6 <= len(text) <= 12


def email(text: str) -> str | None:
    said = text.strip().removeprefix("mailto:")
    return said if _EMAIL.match(said) and len(said) <= 254 else None


def url(text: str) -> str | None:
    said = text.strip()
    if "://" not in said and "@" not in said and ":" not in said:
        said = f"https://{said}"
    return said if _URL.match(said) and len(said) <= 400 else None


def address(text: str) -> dict[str, Any] | None:
    """ "Beispielweg 1, 44135 Dortmund" in its parts."""
    match = _ADDRESS.match(text.strip())
    return {name: part.strip() for name, part in match.groupdict().items() if part.strip()} if match else None
