"""What may be kept of an unanswered question: short runs of unknown words, without anything that names a person."""

import hmac
import re
from collections.abc import Iterable
from hashlib import sha256

from anlaufpunkt.network.domain.places import Place
from anlaufpunkt.terms.domain.folding import tokens

MAX_WORDS = 4
DAYS_UNTIL_READABLE = 5
KEPT_DAYS = 90
_MAIL = re.compile(r"\S+@\S+")
_INSIDE = re.compile(r"(?<=[\w,;:]\s)([^\W\d_]\w*)")
INTRODUCES = frozenset({
    "heisse", "heisst", "name", "namens", "herr", "frau", "isim", "adim", "ismi", "ismim", "called", "mister", "mr", "mrs", "ms",
    "اسمی", "اسم", "اسمه", "نامم", "نام", "ناوم", "نوم", "navê", "nave", "зовут", "звати", "звуть", "имя", "казвам", "zovem",
    "llamo", "appelle", "quhem", "numesc", "nazywam", "magacaygu", "magac", "ስመይ", "ስም", "казва",
})  # fmt: skip


def personal(text: str) -> frozenset[str]:
    """Folded words that may name a person: mails, and words that stand with a capital anywhere but at the beginning."""
    named = [word for word in _INSIDE.findall(text) if word[0].isupper()]
    return frozenset(token for part in [*_MAIL.findall(text), *named] for token in tokens(part))


def keepable(runs: Iterable[str], named: frozenset[str]) -> list[str]:
    """Runs of at most four words without digits, without `named` words, and without what introduces a name."""
    kept = []
    for run in runs:
        words = run.split()[:MAX_WORDS]
        introduced = any(word in INTRODUCES for word in words)
        if words and not introduced and not named & set(words) and not any(c.isdigit() for c in run):
            kept.append(" ".join(words))
    return kept


def digest(phrase: str, key: str) -> str:
    return hmac.new(key.encode(), phrase.encode(), sha256).hexdigest()


def readable(days: int) -> bool:
    return days >= DAYS_UNTIL_READABLE


def area(place: Place | None) -> str:
    """Where a question counts: the municipality, where the place says only one; else the centre; unclear ones nowhere."""
    if place is None or place.unclear:
        return ""
    return place.municipalities[0] if len(place.municipalities) == 1 else place.centres[0]
