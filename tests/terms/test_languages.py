from hypothesis import given
from hypothesis import strategies as st

from anlaufpunkt.terms.domain.languages import LANGUAGES, preferred, served


def test_twenty_languages() -> None:
    assert len(LANGUAGES) == 20
    assert {code for code, language in LANGUAGES.items() if language.rtl} == {"ar", "fa", "ckb", "ps"}


def test_what_browsers_send() -> None:
    assert preferred("ar-SY,ar;q=0.9,de;q=0.8") == "ar"
    assert preferred("it-IT,it;q=0.9,uk;q=0.5,de;q=0.4") == "uk"
    assert preferred("kmr") == "ku"
    assert preferred("prs-AF") == "fa"
    assert preferred("sr-Latn-RS") == "sr"
    assert preferred("") == "de"
    assert served("xx") is None


@given(st.text(max_size=200))
def test_any_header_gives_a_served_language(header: str) -> None:
    assert preferred(header) in LANGUAGES
