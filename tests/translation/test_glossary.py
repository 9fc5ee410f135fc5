"""The glossary's data and its hints."""

import csv
import unicodedata

import pytest

from anlaufpunkt.terms.domain.languages import LANGUAGES
from anlaufpunkt.translation.adapters.glossary_files import FOLDER, glossary
from anlaufpunkt.translation.domain.glossary import Term, Word, hints

OTHERS = [code for code in LANGUAGES if code != "de"]
SCRIPTS = {
    "ar": "ARABIC",
    "fa": "ARABIC",
    "ps": "ARABIC",
    "ckb": "ARABIC",
    "ti": "ETHIOPIC",
    "uk": "CYRILLIC",
    "ru": "CYRILLIC",
    "bg": "CYRILLIC",
}


def test_every_term_has_a_word_in_every_language() -> None:
    assert len(glossary()) >= 40
    assert len({term.name for term in glossary()}) == len(glossary())
    for term in glossary():
        assert sorted(term.words) == sorted(OTHERS), term.name
        for code, word in term.words.items():
            assert word.preferred, (term.name, code)
            assert not set(word.preferred) & set(word.forbidden)


def test_no_line_has_too_many_or_too_few_cells() -> None:
    for path in FOLDER.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            head, *lines = csv.reader(file)
        assert head == ["term", "forms", "reviewed", *OTHERS]
        assert all(len(line) == len(head) for line in lines), path


def test_nobody_has_reviewed_them_yet() -> None:
    assert not any(word.reviewed for term in glossary() for word in term.words.values())


@pytest.mark.parametrize("code", OTHERS)
def test_words_are_written_in_the_script_of_their_language(code: str) -> None:
    """At least one word of each; German names of offices may stand beside it."""
    script = SCRIPTS.get(code, "LATIN")
    for term in glossary():
        letters = [c for word in term.words[code].preferred for c in word if c.isalpha()]
        assert any(unicodedata.name(c).startswith(script) for c in letters), (term.name, code)
        if script != "LATIN" and code != "ti":
            foreign = {unicodedata.name(c).split()[0] for c in letters} - {script, "LATIN"}
            assert not foreign, (term.name, code)


@pytest.mark.parametrize("code", OTHERS)
def test_a_translation_with_the_preferred_word_gets_no_hint(code: str) -> None:
    for term in glossary():
        for word in term.words[code].preferred:
            (found,) = [h for h in hints(term.name, word, code, glossary()) if h.term == term.name]
            assert not found.missing, (term.name, word)
            assert not found.wrong, (term.name, word)


@pytest.mark.parametrize("code", OTHERS)
def test_a_forbidden_word_is_found(code: str) -> None:
    for term in glossary():
        for word in term.words[code].forbidden:
            (found,) = [h for h in hints(term.name, word, code, glossary()) if h.term == term.name]
            assert found.wrong == (word,)


@pytest.mark.parametrize(
    ("source", "target", "language", "missing", "wrong"),
    [
        ("Beratung zur Duldung.", "Advice about tolerance.", "en", True, ("tolerance",)),
        ("Beratung zur Duldung.", "Advice about suspension of deportation.", "en", False, ()),
        ("Die Ausländerbehörden helfen.", "تساعد دائرة الأجانب والبلدية.", "ar", False, ()),
        ("Die Hebammensprechstunde", "Ebenin danışma saati", "tr", False, ()),
        ("Hilfe mit dem Jobcenter", "Допомога з джобцентром", "uk", False, ()),
        ("Anträge ausfüllen", "Fill in", "en", True, ()),
    ],
)
def test_hints(source: str, target: str, language: str, missing: bool, wrong: tuple[str, ...]) -> None:
    found = hints(source, target, language, glossary())
    assert [(h.missing, h.wrong) for h in found] == [(missing, wrong)]


def test_a_word_inside_another_is_not_the_term() -> None:
    term = Term("Kita", (), {"en": Word(("daycare",))})
    assert hints("Akita bellt", "x", "en", [term]) == []
    assert hints("Kitas öffnen", "x", "en", [term])
    assert hints("Kitaplatzsuche", "x", "en", [term]) == []
