"""Words of the offices: which word a translation should use and which not. Hints only, nothing is refused."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from anlaufpunkt.terms.domain.folding import tokens

_SHORT = 3  # an ending a word may have; long words may be the first part of a compound
_LONG = 8


@dataclass(frozen=True, slots=True)
class Word:
    """What a term is called in one language. `reviewed`: by a speaker."""

    preferred: tuple[str, ...]
    forbidden: tuple[str, ...] = ()
    reviewed: bool = False


@dataclass(frozen=True, slots=True)
class Term:
    """A German term with its other forms and its words by language."""

    name: str
    forms: tuple[str, ...] = ()
    words: dict[str, Word] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Hint:
    """`missing`: none of the preferred words is there; `wrong`: the forbidden words that are."""

    term: str
    word: Word
    missing: bool
    wrong: tuple[str, ...] = ()


def hints(source: str, target: str, language: str, glossary: Iterable[Term]) -> list[Hint]:
    """The terms of the source with what the target should look at; without a target, the words to use."""
    there, words = tokens(source), tokens(target)
    found = []
    for term in glossary:
        word = term.words.get(language)
        if word is None or not any(_named(there, tokens(form)) for form in (term.name, *term.forms)):
            continue
        wrong = tuple(bad for bad in word.forbidden if _stands(words, tokens(bad)))
        missing = not any(_hinted(words, tokens(good)) for good in word.preferred)
        found.append(Hint(term.name, word, missing, wrong))
    return found


def _runs(words: Sequence[str], length: int) -> Iterable[Sequence[str]]:
    return (words[i : i + length] for i in range(len(words) - length + 1))


def _named(words: Sequence[str], term: Sequence[str]) -> bool:
    """German, with endings, and as the first part of a compound."""
    return any(all(_begins(word, part) for word, part in zip(run, term, strict=True)) for run in _runs(words, len(term)))


def _begins(word: str, part: str) -> bool:
    return word.startswith(part) and (len(word) - len(part) <= _SHORT or len(part) >= _LONG)


def _stands(words: Sequence[str], bad: Sequence[str]) -> bool:
    """A forbidden word as it is, with little before (articles are written on) and behind it."""
    return any(all(_nearly(word, part) for word, part in zip(run, bad, strict=True)) for run in _runs(words, len(bad)))


def _nearly(word: str, part: str) -> bool:
    return part in word and len(word) - len(part) <= (_SHORT if len(part) > _SHORT else 0)


def _hinted(words: Sequence[str], good: Sequence[str]) -> bool:
    """Loose: the stem of every word stands somewhere, for languages that inflect before, behind and inside."""
    return all(any(_stem(part) in word for word in words) for part in good)


def _stem(word: str) -> str:
    return word[: max(min(3, len(word)), (2 * len(word) + 2) // 3)]
