"""From the words somebody writes into a list to our codes, and what they may have meant."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from anlaufpunkt.terms.domain.folding import tokens, umlaut_twin

LONGEST = 60  # letters of a word that we look for neighbours of
MOST_NEAR = 3


def key_of(text: str) -> str:
    """Folded words with one space between them."""
    return " ".join(tokens(text))


class Lookup:
    """Words to codes. `names` are the words we would write ourselves: only these are proposed."""

    def __init__(self, words: Iterable[tuple[str, str]], names: Mapping[str, str]) -> None:
        self.names = dict(names)  # code → our word
        self._codes: dict[str, str] = {}
        for word, code in [*((name, code) for code, name in names.items()), *((code, code) for code in names), *words]:
            key = key_of(word)
            if key:
                self._codes.setdefault(key, code)
                self._codes.setdefault(umlaut_twin(key), code)

    def find(self, text: str) -> str | None:
        key = key_of(text)
        return self._codes.get(key) or self._codes.get(umlaut_twin(key))

    def near(self, text: str) -> tuple[str, ...]:
        """Our words for what is spelled nearly so, the nearest first."""
        key = key_of(text)[:LONGEST]
        if not key:
            return ()
        candidates = [known for known in self._codes if abs(len(known) - len(key)) <= max(3, len(key) // 3)]
        close = get_close_matches(key, candidates, n=2 * MOST_NEAR, cutoff=0.72)
        codes = dict.fromkeys(self._codes[known] for known in close)
        return tuple(self.names[code] for code in codes if code in self.names)[:MOST_NEAR]
