"""Laws of times in words: what `phrase` says is understood again, in every language; no text breaks the reading."""

from datetime import date, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anlaufpunkt.terms.domain.languages import LANGUAGES
from anlaufpunkt.terms.domain.refusal import Refused
from anlaufpunkt.terms.domain.schedule import DAYS, Rule
from anlaufpunkt.terms.domain.spoken import Spoken, phrase, sayable, understand_times
from anlaufpunkt.terms.domain.spoken.groups import place
from anlaufpunkt.terms.domain.spoken.lexicon import TABLES

days = st.dates(date(2024, 1, 1), date(2031, 12, 31))
weekly = st.sampled_from(DAYS)
monthly = st.tuples(st.sampled_from([1, 2, 3, 4, 5, -1]), weekly).map(lambda pair: f"{pair[0]}{pair[1]}")
codes = st.sets(st.one_of(weekly, monthly), min_size=1, max_size=7).map(lambda found: tuple(sorted(found, key=place)))
clock = st.builds(time, st.integers(0, 23), st.integers(0, 59))
hours = st.one_of(st.just((None, None)), st.tuples(clock, st.none()), st.tuples(clock, clock))
few = st.frozensets(days, max_size=3)


@st.composite
def any_rule(draw: st.DrawFn) -> Rule:
    opens, closes = draw(hours)
    return Rule(
        draw(codes), opens, closes, interval=draw(st.sampled_from([1, 1, 2, 3, 4, 6])), dtstart=draw(st.none() | days),
        until=draw(st.none() | days), on_holidays=draw(st.booleans()), in_school_holidays=draw(st.booleans()), closed_on=draw(few),
        extra_on=draw(few),
    )  # fmt: skip


@st.composite
def single_date(draw: st.DrawFn) -> Rule:
    (opens, closes), on = draw(hours), draw(days)
    return Rule((DAYS[on.weekday()],), opens, closes, dtstart=on, until=on, on_holidays=True, closed_on=draw(few))


some_rules = st.lists(st.one_of(any_rule(), single_date()), max_size=3, unique=True).map(tuple)


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=30)
@given(rules=some_rules, by_arrangement=st.booleans())
def test_what_is_said_is_understood_again(language: str, rules: tuple[Rule, ...], by_arrangement: bool) -> None:
    said = phrase(rules, by_arrangement, language)
    heard = understand_times(said, language)
    assert (heard.rules, heard.by_arrangement, heard.rest) == (rules, by_arrangement, ()), said


alphabet = st.one_of(
    st.characters(),
    st.sampled_from("0123456789٣۳:.,;–-\n\u202e\u200f\u200c\x00 "),
    st.sampled_from(
        [
            " Di ",
            " bis ",
            " nicht ",
            " alle ",
            " 2. ",
            " jeden ",
            " ab ",
            "12.1.2027 ",
            " Ferien ",
            " im Monat ",
            "24",
            " halb ",
            " und ",
        ]
    ),
)


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=15)
@given(text=st.lists(alphabet, max_size=120).map("".join))
def test_any_text_gives_an_answer(language: str, text: str) -> None:
    heard = understand_times(text, language)
    assert isinstance(heard, Spoken)
    assert all(rule.byday for rule in heard.rules)


@given(text=st.lists(st.sampled_from([word.strip("*") for table in TABLES.values() for text in table.values() for word in text.split()]
                                     + ["10", "11:30", "–", "12.1.2027", ",", ";", "1."]), max_size=25).map(" ".join),
       language=st.sampled_from(list(LANGUAGES)))  # fmt: skip
def test_words_in_any_order_give_an_answer(text: str, language: str) -> None:
    heard = understand_times(text, language)
    for rule in filter(sayable, heard.rules):
        assert understand_times(phrase([rule], False, "de"), "de").rules == (rule,)


@pytest.mark.parametrize("text", ["9" * 2000, "Di " * 1000, "1.1.2027 " * 400, "a" * 2000, "nicht " * 500, "Di 10-11, " * 300, "\x00" * 2000,
                                  "Mo-Fr 8-16, Fr bis 14 Uhr " * 90])  # fmt: skip
@pytest.mark.parametrize("language", ["de", "tr", "ar"])
def test_long_texts_give_an_answer(text: str, language: str) -> None:
    assert isinstance(understand_times(text, language), Spoken)


@pytest.mark.parametrize("rule", [Rule(()), Rule(("-2MO",)), Rule(("WE", "MO")), Rule(("MO",), time(9, 0, 30)), Rule(("MO",), zone="Europe/Paris"),
                                  Rule(("MO",), None, time(9)), Rule(("MO",), interval=0)])  # fmt: skip
def test_what_has_no_phrase_is_refused(rule: Rule) -> None:
    assert not sayable(rule)
    with pytest.raises(Refused) as refused:
        phrase([rule], False, "de")
    assert refused.value.code == "times_not_sayable"
