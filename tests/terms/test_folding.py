import pytest
from hypothesis import given
from hypothesis import strategies as st

from anlaufpunkt.terms.domain.folding import fold, tokens


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=60))
def test_tokens_are_never_empty(text: str) -> None:
    assert all(tokens(text))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Kîndergarten ŞÊX", "kindergarten sex"),
        ("٦ أشهر", "6 اشهر"),
        ("۶ ماه", "6 ماه"),
        ("مدرسة", "مدرسه"),
        ("Школа за дјецу", "skola za djecu"),
        ("ሠላም", "ሰላም"),
        ("አነ ዓመት ሐዘን", "ኣነ ኣመት ሃዘን"),
        ("Straße", "strasse"),
        ("dijalog\u200f\u202e", "dijalog"),
        ("ё", "е"),
    ],
)
def test_what_looks_alike_becomes_alike(typed: str, meant: str) -> None:
    assert fold(typed) == meant


def test_an_apostrophe_parts_words_between_latin_letters_only() -> None:
    assert tokens("l'école Dortmund’da") == ["l", "ecole", "dortmund", "da"]
    assert tokens("м'я") == ["мя"]


def test_short_i_stays_a_letter() -> None:
    assert fold("мій їжак") == "мій їжак"
