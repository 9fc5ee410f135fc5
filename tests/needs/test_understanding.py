"""Behaviour of `understand` that must hold whatever the model has learned."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anlaufpunkt.needs.domain.understanding import Understanding, clean
from anlaufpunkt.needs.selectors import need_ids, understood
from anlaufpunkt.terms.domain.languages import LANGUAGES

TODAY = date(2026, 11, 22)


def ask(text: str, language: str = "en") -> Understanding:
    return understood(text, language=language, today=TODAY)


@given(st.text(max_size=300), st.sampled_from(sorted(LANGUAGES)))
@settings(max_examples=200, deadline=None)
def test_any_text_is_understood_or_not_without_an_error(text: str, language: str) -> None:
    first, second = ask(text, language), ask(text, language)
    assert first == second
    assert set(first.ids) <= need_ids()
    assert len(first.ids) == len(set(first.ids)) <= 5
    assert all(0 <= found.weight <= 1 for found in first.needs)


@given(st.text(max_size=3000))
def test_clean_text_has_no_control_or_direction_characters(text: str) -> None:
    assert len(clean(text)) <= 2000
    assert not set(clean(text)) & set("\x00\x07\u202a\u202e\u2066\u2069")


@pytest.mark.parametrize(
    ("text", "language", "need"),
    [
        ("group for me and my baby, 6 months", "en", "parent-baby-group"),
        ("my landlord does not give the deposit back", "en", "rent-problems"),
        ("where can I learn German, I am a beginner", "en", "german-a1-a2"),
        ("Jobcenter", "en", "jobcenter-benefits"),
    ],
)
def test_plain_questions(text: str, language: str, need: str) -> None:
    assert need in ask(text, language).ids[:3]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "....",
        "\u202e\u202d",
        "<script>alert(1)</script>",
        "SELECT * FROM users; DROP TABLE users",
        "https://casino.example/win",
    ],
)
def test_markup_and_emptiness_yield_no_need(text: str) -> None:
    found = ask(text)
    assert not found.needs
    assert not found.urgent


def test_a_danger_puts_its_need_among_the_first() -> None:
    found = ask("my husband is beating me and I am afraid he will kill me")
    assert found.urgent
    assert found.sensitive
    assert "domestic-violence" in found.ids[:3]


@pytest.mark.parametrize("text", ["I am dying to learn German", "my phone died, where can I buy a cheap one"])
def test_what_only_sounds_urgent_is_not(text: str) -> None:
    assert not ask(text).urgent


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("group for my 6 month old baby", 6),
        ("group for my 6 months old son", 6),
        ("my daughter is 4 years old, kindergarten", 48),
        ("my baby was born in May", 6),
        ("I have been here for 3 years and look for work", None),
        ("my child is 999 years old", None),
        ("my baby is half a year old", 6),
        ("I have lived here for half a year", None),
        ("daughter, a year and a half, playgroup", 18),
        ("tutoring in maths, my son is 12", 144),
        ("kindergarten place for my daughter 5", 60),
        ("tutoring for my son, class 5", None),
        ("my son walks 10 minutes to school", None),
        ("kindergarten for my child from 1.8.", None),
        ("I have 3 children", None),
    ],
)
def test_age_of_the_child(text: str, months: int | None) -> None:
    assert ask(text).facets.age_months == months


@pytest.mark.parametrize(
    ("text", "language", "months"),
    [
        ("mein Baby ist ein halbes Jahr alt", "de", 6),
        ("ابني عمره سنة ونص", "ar", 18),
        ("عندي بنت عمرها شهرين", "ar", 2),
        ("أنا هنا من شهرين", "ar", None),
        ("ابني مواليد كانون الثاني", "ar", 10),
        ("дитині півтора року", "uk", 18),
        ("kızım iki buçuk yaşında", "tr", 30),
        ("oğlum 5. sınıfta", "tr", None),
        ("Hausaufgabenhilfe Tochter Klasse 3", "de", None),
        ("zarok 2 mehiye", "ku", 2),
    ],
)
def test_age_in_the_words_of_the_language(text: str, language: str, months: int | None) -> None:
    assert ask(text, language).facets.age_months == months


def test_facets_of_a_question() -> None:
    facets = ask("swimming only for women on saturday morning, with childcare, teacher speaks arabic").facets
    assert facets.women_only
    assert facets.childcare
    assert facets.languages == ("ar",)
    assert facets.weekdays == (6,)
    assert facets.part_of_day == "morning"
    assert ask("I am pregnant and look for a midwife").facets.pregnant


def test_a_place_is_found_and_does_not_disturb() -> None:
    with_place, without = ask("german course for beginners in Dortmund"), ask("german course for beginners in")
    assert with_place.place is not None
    assert with_place.place.slug == "dortmund"
    assert with_place.ids[0] == without.ids[0]


def test_an_everyday_word_is_a_town_only_after_in() -> None:
    assert ask("etwas zu essen", "de").place is None
    in_essen = ask("doctor in Essen").place
    assert in_essen is not None
    assert in_essen.slug == "essen"


@pytest.mark.parametrize(("age", "need"), [("6 months", "parent-baby-group"), ("20 months", "parent-toddler-group")])
def test_the_age_decides_between_groups_for_babies_and_toddlers(age: str, need: str) -> None:
    assert ask(f"playgroup for me and my child, {age} old").ids[0] == need
