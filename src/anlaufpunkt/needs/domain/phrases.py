"""The thesaurus: which words and phrases stand for which needs, and the longest match in a question."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from anlaufpunkt.needs.domain.features import stem
from anlaufpunkt.terms.domain.folding import tokens

Key = tuple[str, ...]
MAX_WORDS = 6
STEMMED = 0.6  # how much a match by stems counts beside an exact one
CAP = 2.0


@dataclass(frozen=True, slots=True)
class Match:
    """`start` and `end` count tokens; `weights` per need."""

    phrase: str
    start: int
    end: int
    weights: dict[str, float]


class Thesaurus:
    """Built from (phrase, need) pairs of all languages; a phrase that stands for several needs counts less for each."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        exact: dict[Key, set[str]] = defaultdict(set)
        for phrase, need in pairs:
            key = tuple(tokens(phrase))
            if key and len(key) <= MAX_WORDS and not (len(key) == 1 and len(key[0]) < 3):
                exact[key].add(need)
        stemmed: dict[Key, set[str]] = defaultdict(set)
        for key, needs in exact.items():
            stemmed[tuple(map(stem, key))] |= needs
        self._exact = {key: _shared(needs) for key, needs in exact.items() if len(needs) <= 4}
        self._stemmed = {key: _shared(needs) for key, needs in stemmed.items() if len(needs) <= 4}
        self.words = frozenset(word for key in exact for word in key)

    def __len__(self) -> int:
        return len(self._exact)

    def matches(self, words: list[str]) -> list[Match]:
        """Longest first from the left, without overlaps."""
        stems = [stem(word) for word in words]
        found: list[Match] = []
        at = 0
        while at < len(words):
            hit = self._at(words, stems, at)
            if hit:
                found.append(hit)
            at = hit.end if hit else at + 1
        return found

    def _at(self, words: list[str], stems: list[str], at: int) -> Match | None:
        for size in range(min(MAX_WORDS, len(words) - at), 0, -1):
            weights = self._exact.get(tuple(words[at : at + size]))
            factor = 1.0
            if weights is None:
                weights, factor = self._stemmed.get(tuple(stems[at : at + size])), STEMMED
            if weights:
                strength = factor * (0.7 + 0.3 * size)
                phrase = " ".join(words[at : at + size])
                return Match(phrase, at, at + size, {need: w * strength for need, w in weights.items()})
        return None


def _shared(needs: set[str]) -> dict[str, float]:
    return {need: 1 / len(needs) for need in sorted(needs)}


def evidence(matches: list[Match]) -> dict[str, float]:
    """Summed weight per need, capped so that repeating a word does not shout."""
    total: dict[str, float] = defaultdict(float)
    for match in matches:
        for need, weight in match.weights.items():
            total[need] += weight
    return {need: min(CAP, weight) for need, weight in total.items()}
