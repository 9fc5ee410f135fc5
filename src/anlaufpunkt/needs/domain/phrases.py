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
MAX_NEEDS = 4  # a phrase that stands for more needs says nothing


@dataclass(frozen=True, slots=True)
class Match:
    """`start` and `end` count tokens; `weights` per need."""

    phrase: str
    start: int
    end: int
    weights: dict[str, float]


class Thesaurus:
    """Built from (language, phrase, need) of all languages.

    Only the phrases of the asker's languages count: "is" is work in Kurmanji and nothing of the kind in English. A phrase that
    stands for several needs counts less for each.
    """

    def __init__(self, phrases: Iterable[tuple[str, str, str]]) -> None:
        self._exact: dict[Key, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        self._stemmed: dict[Key, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for language, phrase, need in phrases:
            key = tuple(tokens(phrase))
            if key and len(key) <= MAX_WORDS and not (len(key) == 1 and len(key[0]) < 3):
                self._exact[key][language].add(need)
                self._stemmed[tuple(map(stem, key))][language].add(need)
        self.words = frozenset(word for key in self._exact for word in key)

    def __len__(self) -> int:
        return len(self._exact)

    def matches(self, words: list[str], languages: frozenset[str]) -> list[Match]:
        """Longest first from the left, without overlaps."""
        stems = [stem(word) for word in words]
        found: list[Match] = []
        at = 0
        while at < len(words):
            hit = self._at(words, stems, at, languages)
            if hit:
                found.append(hit)
            at = hit.end if hit else at + 1
        return found

    def _at(self, words: list[str], stems: list[str], at: int, languages: frozenset[str]) -> Match | None:
        for size in range(min(MAX_WORDS, len(words) - at), 0, -1):
            needs, factor = _of(self._exact.get(tuple(words[at : at + size])), languages), 1.0
            if not needs:
                needs, factor = _of(self._stemmed.get(tuple(stems[at : at + size])), languages), STEMMED
            if 0 < len(needs) <= MAX_NEEDS:
                strength = factor * (0.7 + 0.3 * size) / len(needs)
                return Match(" ".join(words[at : at + size]), at, at + size, dict.fromkeys(sorted(needs), strength))
        return None


def _of(known: dict[str, set[str]] | None, languages: frozenset[str]) -> set[str]:
    return {need for language, needs in known.items() if language in languages for need in needs} if known else set()


def evidence(matches: list[Match]) -> dict[str, float]:
    """Summed weight per need, capped so that repeating a word does not shout."""
    total: dict[str, float] = defaultdict(float)
    for match in matches:
        for need, weight in match.weights.items():
            total[need] += weight
    return {need: min(CAP, weight) for need, weight in total.items()}
