"""What a word stands for, whatever the language: concepts of danger, and of everyday life.

FAMILY + HIT + NOW is the same in twenty languages; a classifier that sees concepts learns a combination once for all of them.
"""

from collections.abc import Iterable, Mapping
from itertools import combinations
from zlib import crc32

from anlaufpunkt.needs.domain.features import MAX_TOKENS, without_article
from anlaufpunkt.terms.domain.folding import tokens

_MIN_PREFIX = 2


class Concepts:
    """Matches words and phrases of one or several languages; "*" in a pattern stands for any ending."""

    def __init__(self, patterns: Mapping[str, Iterable[str]]) -> None:
        self._by_word: dict[str, list[tuple[str, tuple[tuple[str, bool], ...]]]] = {}
        for concept, known in patterns.items():
            for pattern in known:
                phrase = _phrase(pattern)
                if phrase:
                    self._by_word.setdefault(phrase[0][0], []).append((concept, phrase))

    def found(self, words: list[str]) -> frozenset[str]:
        words = words[:MAX_TOKENS]
        hits: set[str] = set()
        for at, word in enumerate(words):
            for form in {word, without_article(word)}:
                for size in range(_MIN_PREFIX if len(form) > 1 else 1, len(form) + 1):
                    for concept, phrase in self._by_word.get(form[:size], ()):
                        if (size == len(form) or phrase[0][1]) and _fits(phrase, words, at):
                            hits.add(concept)
        return frozenset(hits)


def _phrase(pattern: str) -> tuple[tuple[str, bool], ...]:
    """ "schläg* mich" → (("schlag", True), ("mich", False))."""
    parts = []
    for part in pattern.split():
        folded = tokens(part.replace("*", ""))
        if folded:
            parts += [(word, False) for word in folded[:-1]] + [(folded[-1], part.endswith("*"))]
    return tuple(parts)


def _fits(phrase: tuple[tuple[str, bool], ...], words: list[str], at: int) -> bool:
    """Whether the words after the first one follow."""
    if at + len(phrase) > len(words):
        return False
    for offset in range(1, len(phrase)):
        word, open_end = phrase[offset]
        there = words[at + offset]
        if not (there.startswith(word) if open_end else there == word):
            return False
    return True


def features(concepts: frozenset[str], everyday: frozenset[str]) -> list[int]:
    """Hashed: each concept of danger, their pairs, the triples of the first nine; beside them what else is spoken of."""
    names = sorted(concepts)[:14]
    singles = [f"1:{name}" for name in names]
    pairs = [f"2:{a}+{b}" for a, b in combinations(names, 2)]
    triples = [f"3:{a}+{b}+{c}" for a, b, c in combinations(names[:9], 3)]
    return [crc32(name.encode()) for name in [*singles, *pairs, *triples, *(f"e:{name}" for name in sorted(everyday)), "0:"]]
