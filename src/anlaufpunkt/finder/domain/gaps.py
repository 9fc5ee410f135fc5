"""What may be kept of an unanswered question: short runs of unknown words, without anything that names a person."""

import hmac
import re
from collections.abc import Iterable
from hashlib import sha256

MAX_WORDS = 4
DAYS_UNTIL_READABLE = 5
_MAIL = re.compile(r"\S+@\S+")
_LONG_NUMBER = re.compile(r"\+?\d[\d\s/.-]*")
_INTRODUCES = frozenset({
    "heisse", "heisst", "name", "namens", "herr", "frau", "isim", "adim", "ismi", "ismim", "called", "mister", "mr", "mrs", "ms",
    "اسمی", "اسم", "اسمه", "نامم", "نام", "ناوم", "نوم", "navê", "nave", "зовут", "звати", "звуть", "имя", "казвам", "zovem",
    "llamo", "appelle", "quhem", "numesc", "nazywam", "magacaygu", "magac", "ስመይ", "ስም", "казва",
})  # fmt: skip


def without_contacts(text: str) -> str:
    """Mails, phone numbers and all other digits cut out."""
    return _LONG_NUMBER.sub(" ", _MAIL.sub(" ", text))


def keepable(runs: Iterable[str], capitalised: frozenset[str]) -> list[str]:
    """Runs of at most four words without names: words written with a capital inside a sentence, or after "my name is"."""
    kept = []
    for run in runs:
        words = run.split()[:MAX_WORDS]
        named = any(word in _INTRODUCES for word in words)
        if words and not named and not capitalised & set(words) and not any(c.isdigit() for c in run):
            kept.append(" ".join(words))
    return kept


def capitalised(text: str) -> frozenset[str]:
    """Lower-cased words that stand with a capital letter anywhere but at the beginning."""
    found = re.findall(r"(?<=[\w,;:]\s)([^\W\d_]\w*)", text)
    return frozenset(word.lower() for word in found if word[0].isupper())


def digest(phrase: str, key: str) -> str:
    return hmac.new(key.encode(), phrase.encode(), sha256).hexdigest()


def readable(days: int) -> bool:
    return days >= DAYS_UNTIL_READABLE
