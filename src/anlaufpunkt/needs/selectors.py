"""What other rooms ask of needs."""

from collections import defaultdict
from datetime import date
from functools import cache

from django.conf import settings

from anlaufpunkt.needs.adapters import model_store, need_files
from anlaufpunkt.needs.domain.facets import Lexicon, lexicon, merged
from anlaufpunkt.needs.domain.phrases import Thesaurus
from anlaufpunkt.needs.domain.understanding import Knowledge, Understanding, understand
from anlaufpunkt.network.selectors import places
from anlaufpunkt.terms.domain.folding import tokens

_MANY = 5  # needs whose askers use a word: from here on it is an everyday word


@cache
def need_ids() -> frozenset[str]:
    return frozenset(need_files.taxonomy())


@cache
def labels(language: str) -> dict[str, str]:
    """need → label in this language, else in German."""
    entries = need_files.tables("thesaurus", language).get(language, {})
    return {need: entries.get(need, {}).get("label") or row["label_de"] for need, row in need_files.taxonomy().items()}


@cache
def knowledge() -> Knowledge:
    """Everything a question is understood with; read once per process."""
    models = model_store.load(settings.MODEL_DIR)
    facets = need_files.tables("facets")
    base = [lexicon(facets[code]) for code in ("de", "en") if code in facets]
    own = {code: merged([lexicon(table), *base]) for code, table in facets.items()}
    return Knowledge(
        needs=models["needs"],
        dangers=models["dangers"],
        concepts=models["concepts"],
        thesaurus=Thesaurus(need_files.phrases()),
        concepts_of=need_files.concepts(),
        vocabulary=need_files.vocabulary(),
        lexicons={**own, "": merged([lexicon(t) for t in facets.values()]) if facets else Lexicon()},
        frequent={code: _frequent(table.get("hello", {}).get("words", [])) for code, table in facets.items()},
        places=places(),
    )


def _frequent(words: list[str]) -> frozenset[str]:
    return frozenset(token for word in words for token in tokens(word))


def understood(question: str, *, language: str, today: date) -> Understanding:
    return understand(question, language=language, knowledge=knowledge(), today=today)


@cache
def _words(language: str) -> dict[str, tuple[str, ...]]:
    entries = need_files.tables("thesaurus", language).get(language, {})
    return {need: tuple(entry.get("words", ())) for need, entry in entries.items()}


def thesaurus_words(need: str, language: str) -> tuple[str, ...]:
    """What people who read this language type when they mean the need."""
    return _words(language).get(need, ())


@cache
def plain_words() -> frozenset[str]:
    """Folded words that tell no offer apart: frequent ones, those that say an age, a day, a language, and in German, which most
    offers are written in, those that people use for many different needs."""
    every, frequent = knowledge().lexicons[""], knowledge().frequent.values()
    phrases = (phrase for table in (every.phrases, every.values) for part in table.values() for phrase in part)
    needs_of: dict[str, set[str]] = defaultdict(set)
    for sentence, need in need_files.everyday("de"):
        for word in tokens(sentence):
            needs_of[word].add(need)
    many = (word for word, meant in needs_of.items() if len(meant) >= _MANY)
    return frozenset(phrase[0] for phrase in phrases if len(phrase) == 1).union(*frequent, many)
