"""Codes, links, PINs, consent, and what is typed."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anlaufpunkt.contact.domain.asked import Channel, SafeContact
from anlaufpunkt.contact.domain.codes import ALPHABET, LENGTH, spoken, typed
from anlaufpunkt.contact.domain.consent import text_mark
from anlaufpunkt.contact.domain.links import PIN, SHUT, TRIES, Door, secret_of
from anlaufpunkt.contact.forms import words

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
codes = st.text(ALPHABET, min_size=LENGTH, max_size=LENGTH)


@given(codes, st.sampled_from(["{}", " {} ", "{}.", "#{}"]), st.booleans())
def test_a_code_is_found_however_it_was_typed(code: str, frame: str, small: bool) -> None:
    text = frame.format(spoken(code))
    assert typed(text.lower() if small else text) == code
    assert typed(" ".join(code)) == code


@given(st.text(max_size=20))
def test_anything_else_is_no_code(text: str) -> None:
    assert typed(text) == "" or set(typed(text)) <= set(ALPHABET)


@pytest.mark.parametrize("text", ["", "ABC-DE", "ABC-DEFG", "0BC-DEF", "OBC-DEF", "1BC-DEF", "IBC-DEF", "ÄBC-DEF", "٣BC-DEF"])
def test_no_letter_is_mistaken_for_a_figure(text: str) -> None:
    assert typed(text) == ""


@given(st.lists(st.booleans(), max_size=40))
def test_five_wrong_pins_shut_the_door_for_a_quarter_of_an_hour(minutes_pass: list[bool]) -> None:
    door, now, wrong = Door(0, None), NOW, []
    for passes in minutes_pass:
        now += timedelta(minutes=1) if passes else timedelta(seconds=1)
        if not door.is_shut(now):
            wrong.append(now)
            door = door.after_wrong(now)
    assert door.tries < TRIES
    assert all(later >= before + SHUT for before, later in zip(wrong[TRIES - 1 :: TRIES], wrong[TRIES::TRIES], strict=False))


def test_the_door_opens_again_at_the_minute() -> None:
    door = Door(TRIES - 1, None).after_wrong(NOW)
    assert door.is_shut(NOW + SHUT - timedelta(seconds=1))
    assert not door.is_shut(NOW + SHUT)


@pytest.mark.parametrize(
    ("text", "right"), [("1234", True), ("12345678", True), ("123", False), ("123456789", False), ("12a4", False)]
)
def test_pins(text: str, right: bool) -> None:
    assert bool(PIN.fullmatch(text)) is right


def test_the_link_follows_from_form_and_key_alone() -> None:
    assert secret_of(b"k", "a") == secret_of(b"k", "a")
    assert len({secret_of(b"k", "a"), secret_of(b"k", "b"), secret_of(b"x", "a")}) == 3
    assert len(secret_of(b"k", "a")) == 64


@given(st.builds(SafeContact, st.sampled_from(Channel), st.text(), st.text(), st.text(), st.text(), st.booleans(), st.booleans()))
def test_a_contact_comes_back_as_it_was(contact: SafeContact) -> None:
    assert SafeContact.from_json(contact.to_json()) == contact


def test_other_sentences_have_another_mark() -> None:
    assert text_mark(["a", "b"]) != text_mark(["a"]) != text_mark(["b"])


@given(st.text(st.sampled_from("aäسก漢🙂ﷺ\u200c \n\t\x00\u202e"), max_size=9000))
def test_no_word_is_cut_off(text: str) -> None:
    kept = words(text)
    hidden = "\x00\u202e"
    assert "".join(kept.split()) == "".join("".join(c for c in text if c not in hidden).split())
    assert not set(hidden) & set(kept)
    assert words(kept) == kept


def test_a_long_paragraph_is_kept_whole() -> None:
    text = " ".join(f"Wort{n}" for n in range(420))
    assert words(text) == text
    assert words("one\r\n\r\n  two  \r\n") == "one\n\ntwo"
