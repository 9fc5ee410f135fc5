"""What the classifiers see of a question: hashed words, stems, word pairs, character n-grams, and what words stand for.

The same code serves training and the running question; a change here changes the data hash of the model.
"""

from collections.abc import Iterable
from itertools import combinations, pairwise
from zlib import crc32

VERSION = 4
MAX_TOKENS = 60
MAX_MEANINGS = 24
_ARTICLES = ("وال", "بال", "لل", "فال", "کال", "ال")


def without_article(word: str) -> str:
    """Without the Arabic article, alone or joined with a preposition."""
    for article in _ARTICLES:
        if word.startswith(article) and len(word) - len(article) >= 3:
            return word[len(article) :]
    return word


def stem(word: str) -> str:
    """A rough stem that needs no language: without the Arabic article, cut to the first letters."""
    word = without_article(word)
    if len(word) <= 4:
        return word
    return word[: max(4, len(word) - 2 if len(word) < 8 else len(word) * 5 // 8)]


def masked(words: list[str]) -> list[str]:
    """Numbers become one sign: which number it is belongs to the facets."""
    return ["0" if word.isdecimal() else word for word in words[:MAX_TOKENS]]


def features(words: list[str]) -> list[str]:
    """Distinct feature names of folded tokens. w: word, s: stem, b: pair of stems, 3/4/5: character n-grams."""
    words = masked(words)
    stems = [stem(w) for w in words]
    found = {f"w:{w}" for w in words} | {f"s:{s}" for s in stems}
    found.update(f"b:{a} {b}" for a, b in pairwise(stems))
    for word in words:
        padded = f"<{word[:24]}>"
        for size in (3, 4, 5):
            found.update(padded[i : i + size] for i in range(len(padded) - size + 1))
    return list(found)


def hashed(words: list[str]) -> list[int]:
    return _hashes(features(words))


def meanings(found: Iterable[str]) -> list[int]:
    """Hashed: what the words stand for in any language ("baby", "search"), alone and in pairs."""
    names = sorted(found)[:MAX_MEANINGS]
    return _hashes([*(f"m:{name}" for name in names), *(f"p:{a}+{b}" for a, b in combinations(names, 2))])


def _hashes(names: Iterable[str]) -> list[int]:
    return [crc32(name.encode()) for name in names]
