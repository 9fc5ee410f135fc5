"""Which words of a question stand in public offers' own texts."""

import logging
from collections.abc import Iterable
from dataclasses import replace

from anlaufpunkt.directory.domain.offer import Offer
from anlaufpunkt.finder.adapters.index import IndexMissing
from anlaufpunkt.finder.domain.gaps import INTRODUCES
from anlaufpunkt.finder.domain.own_words import CARRIED, introduced, own_words
from anlaufpunkt.finder.domain.query import Named, Query, from_understanding
from anlaufpunkt.finder.selectors.reader import index_reader
from anlaufpunkt.needs.domain.taxonomy import SENSITIVE
from anlaufpunkt.needs.domain.understanding import Understanding
from anlaufpunkt.needs.selectors import plain_words
from anlaufpunkt.network.domain.places import Place
from anlaufpunkt.network.selectors import places

ENOUGH = 1 / 3  # share of the telling words that offers must write where no need was understood
_LOOKED_AT = 12  # words of a question
log = logging.getLogger(__name__)


def asked(meant: Understanding, *, place: Place | None, reader: str, draft: Offer | None = None) -> Query:
    """What is searched for, with the words that only some offers write; none of a sensitive question. A draft counts as one."""
    query = from_understanding(meant, place=place, reader=reader)
    if meant.sensitive:
        return query
    return replace(query, named=named(meant.words, carried=bool(query.needs), draft=draft))


def named(words: Iterable[str], *, carried: bool, draft: Offer | None = None) -> tuple[Named, ...]:
    """At most three; such as will be carried by an address stand in no offer about a sensitive need."""
    found: dict[str, Named] = {}
    telling, new = _telling(list(words)), own_words(draft) if draft and not (carried and SENSITIVE & set(draft.needs)) else {}
    try:
        for word in telling[:_LOOKED_AT]:
            one = index_reader().named(word, new)
            if one and one[0] not in plain_words() and not (carried and index_reader().touches(one, SENSITIVE)):
                found.setdefault(one[0], one)
            if len(found) == CARRIED:
                break
    except IndexMissing:
        log.warning("the index cannot be read; no words are looked up")
    if not carried and len(found) < min(CARRIED, len(telling) * ENOUGH):
        return ()  # they say it in passing
    return tuple(found.values())


def named_by(codes: Iterable[str]) -> tuple[Named, ...]:
    """The words of an address, where public offers still write them."""
    try:
        words = [index_reader().word_of(code) for code in list(codes)[:CARRIED]]
    except IndexMissing:
        return ()
    return named(filter(None, words), carried=True)


def _telling(words: list[str]) -> list[str]:
    """Longest first, without plain words, places, and what may be a person's name."""
    plain, persons = plain_words(), introduced(words, INTRODUCES)
    fit = [w for w in dict.fromkeys(words) if len(w) > 2 and w.isalpha() and w not in plain and w not in persons]
    return sorted((w for w in fit if not places().find([w], plain=frozenset({w}))), key=len, reverse=True)
