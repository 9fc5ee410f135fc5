"""The words an offer's own text is found by, and which words count as the same. Pure."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from hashlib import sha256
from unicodedata import normalize

from anlaufpunkt.directory.domain.offer import Offer
from anlaufpunkt.terms.domain.folding import tokens, umlaut_twin

SHORT = 4  # letters; shorter words only where the offer writes them in capitals ("DKH")
STEADY = 5  # letters that two forms of a word share at least
PART = 6  # letters of a part of a compound
CARRIED = 3  # words of a question that count
RARE, SHARE = 10, 0.01  # a word in more offers than these (in number, and of all) tells nothing apart
_WORD = re.compile(r"[^\W_]+")
_ENDINGS = frozenset({"", "e", "n", "s", "r", "m", "en", "er", "es", "em", "ern", "nen", "in", "innen", "se", "sen", "i", "a"})
_INTRODUCE = 2  # words after "my name is" that may be a name


def own_words(offer: Offer) -> Mapping[str, str]:
    """Folded word → as the offer writes it, of the text in the language it was written in."""
    text = offer.texts.get(offer.language)
    return _of(text.name, text.description, offer.language) if text else {}


@lru_cache(maxsize=5_000)
def _of(name: str, description: str, language: str) -> Mapping[str, str]:
    """Every longer word of the name; of a German description the nouns, which are written with a capital."""
    found: dict[str, str] = {}
    name, description = normalize("NFC", name), normalize("NFC", description)
    nouns = [w for w in _WORD.findall(description) if language != "de" or w[0].isupper()]
    for word in _WORD.findall(name) + nouns:
        for token in tokens(word):
            if token.isalpha() and len(token) <= 40 and (len(token) >= SHORT or (len(token) == 3 and word.isupper())):
                found.setdefault(token, word)
    return found


def name_words(offer: Offer) -> frozenset[str]:
    text = offer.texts.get(offer.language)
    return frozenset(_of(text.name, "", offer.language)) if text else frozenset()


def code(word: str) -> str:
    """What stands for the word in an address: nobody reads in it what was typed."""
    return sha256(f"own word {word}".encode()).hexdigest()[:10]


def spellings(word: str) -> tuple[str, ...]:
    """The word, and how it looks where somebody typed ae for ä."""
    return tuple(dict.fromkeys((word, umlaut_twin(word))))


def beginning(word: str) -> str:
    """What all forms of a word and all compounds that begin with it have in common."""
    return word if len(word) < STEADY + 1 else word[: max(STEADY, len(word) - 3)]


def form_of(word: str, other: str) -> bool:
    """Two forms of one word: Fahrrad, Fahrräder."""
    shared = next((i for i, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), min(len(word), len(other)))
    return shared >= STEADY and word[shared:] in _ENDINGS and other[shared:] in _ENDINGS


def compound_with(word: str, other: str) -> bool:
    """`other` is a compound that begins or ends with the word: Fahrradwerkstatt with Fahrrad or Werkstatt."""
    return len(word) >= PART and len(other) >= len(word) + SHORT and (other.startswith(word) or other.endswith(word))


def last_parts(word: str) -> list[str]:
    """What a German compound may be a kind of, longest first: Frauensprachcafé is a Sprachcafé."""
    return [word[at:] for at in range(SHORT, len(word) - PART + 1)]


def introduced(words: Iterable[str], introduce: frozenset[str]) -> frozenset[str]:
    """The words behind "my name is": they may name a person."""
    listed = list(words)
    return frozenset(w for i, word in enumerate(listed) if word in introduce for w in listed[i + 1 : i + 1 + _INTRODUCE])


def rare(count: int, among: int) -> bool:
    return 0 < count <= max(RARE, among * SHARE)
