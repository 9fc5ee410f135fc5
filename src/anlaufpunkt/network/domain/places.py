"""Places: from what a person types to a municipality and its centre.

From municipality to centre only the official key decides. A postcode that touches two centres yields both, so that
the page asks instead of guessing.
"""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass

from anlaufpunkt.terms.domain.folding import fold, tokens, umlaut_twin

_SLUG = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
MAX_WORDS = 4


def slug_of(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", fold(name.lower().translate(_SLUG))).strip("-")


@dataclass(frozen=True, slots=True)
class Place:
    """`kind` is postcode, district, municipality or centre. `municipalities` and `centres` hold official keys."""

    slug: str
    name: str
    kind: str
    municipalities: tuple[str, ...]
    centres: tuple[str, ...]
    lat: float
    lon: float
    inside: str = ""  # the municipality's name for a postcode or a district

    @property
    def unclear(self) -> bool:
        """Whether the place touches more than one centre."""
        return len(self.centres) > 1

    @property
    def label(self) -> str:
        return f"{self.name} ({self.inside})" if self.inside else self.name


@dataclass(frozen=True, slots=True)
class Found:
    """A place in a question; `start` and `end` count tokens."""

    place: Place
    start: int
    end: int


class PlaceBook:
    """All places by slug, and by every name and alias in folded form."""

    def __init__(self, places: Iterable[Place], aliases: Iterable[tuple[str, str]]) -> None:
        self.by_slug: dict[str, Place] = {}
        self.towns: dict[str, Place] = {}  # by official key
        self._names: dict[tuple[str, ...], Place] = {}
        for place in places:
            self.by_slug.setdefault(place.slug, place)
            self._learn(place.name, place)
            if place.kind == "municipality":
                self.towns[place.municipalities[0]] = place
        for name, slug in aliases:
            if slug in self.by_slug:
                self._learn(name, self.by_slug[slug])
        self._long = {key[0]: place for key, place in self._names.items() if len(key) == 1 and len(key[0]) >= 5}
        self._by_start: dict[str, list[str]] = {}
        for word in self._long:
            self._by_start.setdefault(word[:3], []).append(word)

    def _learn(self, name: str, place: Place) -> None:
        key = tuple(tokens(re.sub(r"\(.*?\)", "", name)))
        if key:
            self._names.setdefault(key, place)
            self._names.setdefault(tuple(t.translate(_SLUG) for t in key), place)
            self._names.setdefault(tuple(slug_of(name).split("-")), place)

    def get(self, slug: str) -> Place | None:
        return self.by_slug.get(slug)

    def named(self, text: str) -> Place | None:
        """The place a person means who typed nothing but a place."""
        words = tuple(tokens(text))
        found = self._names.get(words) or self.by_slug.get(slug_of(text))
        if found is None and len(words) == 1:
            found = self._inflected(words[0])
        if found is None:
            inside = self.find(list(words))
            found = inside[0].place if inside else None
        return found

    def find(self, words: list[str], skip: frozenset[str] = frozenset(), plain: frozenset[str] = frozenset()) -> list[Found]:
        """The places in a question's tokens, longest name first.

        Words in `skip` are never read as a place on their own, words in `plain` never as an inflected or misspelled one.
        """
        found: list[Found] = []
        at = 0
        while at < len(words):
            hit = self._at(words, at, skip, plain)
            if hit:
                found.append(hit)
                at = hit.end
            else:
                at += 1
        return found

    def _at(self, words: list[str], at: int, skip: frozenset[str], plain: frozenset[str]) -> Found | None:
        for size in range(min(MAX_WORDS, len(words) - at), 0, -1):
            key = tuple(words[at : at + size])
            place = self._names.get(key)
            if place and not (size == 1 and key[0] in skip):
                return Found(place, at, at + size)
        word = words[at]
        place = self._inflected(word) if word not in skip and word not in plain else None
        return Found(place, at, at + 1) if place else None

    def _inflected(self, word: str) -> Place | None:
        """Case endings (Dortmundu, Дортмунді), Arabic prefixes (بدورتموند), one typing error in long names."""
        if len(word) < 5:
            return None
        arabic = "\u0600" <= word[0] <= "\u06ff"
        for form in (word, word[1:]) if arabic else (word, umlaut_twin(word)):
            if form in self._long:
                return self._long[form]
            best = max((w for w in self._by_start.get(form[:3], ()) if _belongs(form, w)), key=len, default=None)
            if best:
                return self._long[best]
        return None


def _belongs(form: str, name: str) -> bool:
    if form.startswith(name) and len(form) - len(name) <= (3 if not name.isascii() else 2):
        return True
    if len(name) >= 6 and form.startswith(name[:-1]) and len(form) - len(name) <= 2 and not name.isascii():
        return True
    return len(name) >= 7 and form[:2] == name[:2] and one_edit(form, name)


def one_edit(a: str, b: str) -> bool:
    """Whether one insertion, deletion, change or swap of neighbours leads from a to b."""
    if abs(len(a) - len(b)) > 1 or a == b:
        return a == b
    start = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    x, y = a[start:], b[start:]
    return x[1:] == y[1:] or x[1:] == y or x == y[1:] or (x[:2] == y[:2][::-1] and x[2:] == y[2:])


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance (haversine, sphere of 6371 km)."""
    p1, p2 = math.radians(lat1), math.radians(lat2)
    h = math.sin((p2 - p1) / 2) ** 2 + math.cos(p1) * math.cos(p2) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    return 12742 * math.asin(math.sqrt(h))
