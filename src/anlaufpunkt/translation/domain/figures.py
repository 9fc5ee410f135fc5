"""Numbers, times and phone numbers of a text: in a translation they must stand as in the source."""

import re
import unicodedata
from collections import Counter

# 0231 50-12345 is one number, 10:30 and 10.30 one time, 1.500 one amount.
_FIGURE = re.compile(r"\d(?:[\d]|[ /.:\-–()\u00a0]{1,3}(?=\d))*")
_LONG = re.compile(r"\d{6}")


def figures(text: str) -> Counter[str]:
    """Every figure with how often it stands there; digits of all scripts count as the same."""
    found: Counter[str] = Counter()
    plain = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)
    for match in _FIGURE.finditer(plain):
        found.update(_parts(match.group()))
    return found


def _parts(run: str) -> list[str]:
    digits = re.sub(r"\D", "", run)
    if len(digits) >= 6 and (_LONG.search(run) or (run.startswith("0") and not {":", "."} & set(run))):
        return [digits]
    return [_time(part) for part in re.findall(r"\d+(?:[.:]\d+)*", run)]


def _time(part: str) -> str:
    """10:00 and 10 are the same hour, 1.500 and 1500 the same amount."""
    head, *rest = re.split(r"[.:]", part)
    if rest and set("".join(rest)) == {"0"} and len(rest) == 1 and len(rest[0]) == 2:
        rest = []
    return ".".join([head.lstrip("0") or "0", *rest]) if len("".join(rest)) != 3 else head + rest[0]


def differing(source: str, target: str) -> tuple[str, ...]:
    """The figures that only one of the two has, or has more often."""
    a, b = figures(source), figures(target)
    return tuple(sorted(((a - b) + (b - a)).keys()))
