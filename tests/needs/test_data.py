"""The reviewable data files: whole, known ids, no phrase that says nothing."""

from collections import Counter

import pytest

from anlaufpunkt.needs.adapters import need_files
from anlaufpunkt.needs.domain.taxonomy import AT_RISK, OF_DANGER, RELATED, SENSITIVE, TILES
from anlaufpunkt.terms.domain.folding import tokens
from anlaufpunkt.terms.domain.languages import LANGUAGES

NEEDS = set(need_files.taxonomy())
# Languages whose files have been written; docs/roadmap.md names those that are still to come.
WRITTEN = sorted(need_files.tables("utterances"))


def test_the_taxonomy_has_120_needs() -> None:
    assert len(NEEDS) == 120


def test_named_needs_exist() -> None:
    named = SENSITIVE | AT_RISK | set(OF_DANGER.values()) | set(TILES) | set(RELATED) | {n for r in RELATED.values() for n in r}
    assert named <= NEEDS
    assert AT_RISK <= SENSITIVE
    assert len(TILES) == 12


@pytest.mark.parametrize("language", sorted(need_files.tables("thesaurus")))
def test_every_need_has_a_label(language: str) -> None:
    entries = need_files.tables("thesaurus")[language]
    assert set(entries) == NEEDS
    assert all(entry["label"].strip() for entry in entries.values())


@pytest.mark.parametrize("language", WRITTEN)
def test_every_need_has_words_and_sentences(language: str) -> None:
    words, asks = need_files.tables("thesaurus")[language], need_files.tables("utterances")[language]
    assert set(asks) == NEEDS | {"none"}
    assert all(len(entry["words"]) >= 6 for entry in words.values())
    assert all(len(entry["ask"]) >= 8 for entry in asks.values())


@pytest.mark.parametrize("language", WRITTEN)
def test_every_language_knows_every_danger(language: str) -> None:
    dangers = need_files.tables("danger")[language]
    assert set(dangers) == {*OF_DANGER, "lookalike", "words"}
    assert all(len(dangers[kind]["ask"]) >= 6 for kind in OF_DANGER)
    assert len(dangers["lookalike"]["ask"]) >= 40


def test_folders_are_known_languages() -> None:
    folders = {path.name for path in need_files.DATA.iterdir() if path.is_dir()}
    assert {"thesaurus", "utterances", "vocabulary", "danger", "facets", "concepts", "none"} <= folders
    for folder in folders:
        assert set(need_files.tables(folder)) <= set(LANGUAGES)


@pytest.mark.parametrize("folder", ["vocabulary", "concepts"])
def test_every_language_has_words_for_the_same_concepts(folder: str) -> None:
    tables = need_files.tables(folder)
    assert {*tables, "de-simple"} == set(LANGUAGES)
    assert len({tuple(table) for table in tables.values()}) == 1


@pytest.mark.parametrize("language", sorted(need_files.vocabulary()))
def test_no_word_of_the_vocabulary_stands_for_nearly_everything(language: str) -> None:
    """A beginning that is too short ("will*") would be found in every other sentence."""
    known, asked = need_files.vocabulary()[language], need_files.tables("utterances")[language]
    found = [known.found(tokens(sentence)) for entry in asked.values() for sentence in entry["ask"]]
    often = Counter(concept for concepts in found for concept in concepts)
    assert sum(map(len, found)) / len(found) > 1.5
    assert {concept for concept, count in often.items() if count > 0.25 * len(found)} == set()
