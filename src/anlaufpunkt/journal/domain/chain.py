"""The chain: every entry's hash covers the entry before it, so that nothing can be changed or left out unseen.

A month is one segment. A sealed segment is signed; an expired one may be dropped, and its signed seal then stands for it.
"""

import hmac
import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from hashlib import sha256

from anlaufpunkt.terms.domain.refusal import Refused

START = "0" * 64
_ACTION = re.compile(r"[a-z]+\.[a-z-]+")
_WORD = re.compile(r"[\w:.-]{0,80}")


@dataclass(frozen=True, slots=True)
class Fact:
    """Who did what to what. `at` is ISO 8601 in UTC; `actor` and `subject` are ids such as "user:…"; `fields` are names only."""

    at: str
    actor: str
    action: str
    subject: str
    centre: str = ""
    organization: str = ""
    fields: tuple[str, ...] = ()

    @property
    def month(self) -> str:
        return self.at[:7]

    def check(self) -> None:
        """Raise Refused where something could be free text: the journal holds ids and names of fields only."""
        words = (self.actor, self.subject, self.centre, self.organization, *self.fields)
        if not _ACTION.fullmatch(self.action) or not all(_WORD.fullmatch(word) for word in words):
            raise Refused("no_free_text_in_the_journal", action=self.action)


@dataclass(frozen=True, slots=True)
class Seal:
    """What stands for a month once it is over: the hash before it, its last hash, and how many entries it had."""

    month: str
    before: str
    last: str
    count: int

    def signature(self, key: bytes) -> str:
        return hmac.new(key, _canonical(asdict(self)), sha256).hexdigest()


def link(previous: str, fact: Fact) -> str:
    """The hash of an entry that follows `previous`."""
    return sha256(previous.encode() + _canonical(asdict(fact))).hexdigest()


def broken_at(previous: str, entries: Iterable[tuple[Fact, str]]) -> tuple[int | None, str, int]:
    """(position of the first entry whose hash is wrong or None, the last good hash, how many were good)."""
    count = 0
    for fact, stated in entries:
        if link(previous, fact) != stated:
            return count, previous, count
        previous, count = stated, count + 1
    return None, previous, count


def _canonical(data: dict[str, object]) -> bytes:
    return json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()
