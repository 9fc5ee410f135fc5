"""Sealed texts open with their key in their place, and in no other way."""

import uuid
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import models
from django.test.utils import isolate_apps
from hypothesis import HealthCheck, given
from hypothesis import settings as laws
from hypothesis import strategies as st

from anlaufpunkt.protection import actions, selectors
from anlaufpunkt.protection.adapters import cipher
from anlaufpunkt.protection.models import SealedField, opened
from anlaufpunkt.terms.domain.refusal import Refused

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@given(st.binary(max_size=300), st.text(max_size=40))
def test_what_was_sealed_opens_again(plain: bytes, place: str) -> None:
    key = cipher.fresh()
    assert cipher.unseal(key, cipher.seal(key, plain, place), place) == plain


@given(st.binary(max_size=60), st.data())
def test_no_changed_bit_opens(plain: bytes, data: st.DataObject) -> None:
    key = cipher.fresh()
    token = bytearray(cipher.seal(key, plain, "a.b.1"))
    token[data.draw(st.integers(0, len(token) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises(Refused):
        cipher.unseal(key, bytes(token), "a.b.1")


@given(st.binary(max_size=60), st.integers(0, 80))
def test_no_shortened_token_opens(plain: bytes, length: int) -> None:
    key = cipher.fresh()
    token = cipher.seal(key, plain, "a.b.1")
    with pytest.raises(Refused):
        cipher.unseal(key, token[: min(length, len(token) - 1)], "a.b.1")


def test_a_token_opens_only_in_its_own_place() -> None:
    key = cipher.fresh()
    token = cipher.seal(key, b"secret", "contact_message.sealed_text.1")
    for place in ("contact_message.sealed_text.2", "contact_message.sealed_name.1", "contact_note.sealed_text.1", ""):
        with pytest.raises(Refused, match="wrong_key"):
            cipher.unseal(key, token, place)


def test_a_wrong_key_is_never_taken() -> None:
    key, other = cipher.fresh(), cipher.fresh()
    with pytest.raises(Refused, match="wrong_key"):
        cipher.unseal(other, cipher.seal(key, b"secret", "x"), "x")
    same_name = type(key)(key.id, other.secret)
    with pytest.raises(Refused, match="wrong_key"):
        cipher.unseal(same_name, cipher.seal(key, b"secret", "x"), "x")


def test_the_same_text_never_looks_the_same() -> None:
    key = cipher.fresh()
    assert len({cipher.seal(key, b"yes", "x") for _ in range(100)}) == 100


def test_the_blind_index_finds_the_exact_value_only() -> None:
    assert selectors.blind("phone", "+49231123456") == selectors.blind("phone", "+49231123456")
    others = {
        selectors.blind("phone", "+49231123457"),
        selectors.blind("mail", "+49231123456"),
        cipher.blind(b"2" * 32, "phone", "+49231123456"),
    }
    assert selectors.blind("phone", "+49231123456") not in others


@isolate_apps("anlaufpunkt.protection")
def test_a_row_keeps_its_text_sealed() -> None:
    class Letter(models.Model):
        id = models.UUIDField(primary_key=True, default=uuid.uuid4)
        data_key = models.UUIDField()
        sealed_text = SealedField(null=True)
        text = opened("sealed_text")

        class Meta:
            app_label = "protection"

    letter = Letter(data_key=actions.new_data_key(now=NOW), text="Ich suche Hilfe / أحتاج إلى مساعدة")
    assert letter.text == "Ich suche Hilfe / أحتاج إلى مساعدة"
    assert b"Hilfe" not in bytes(letter.sealed_text or b"")
    other = Letter(data_key=letter.data_key, sealed_text=letter.sealed_text)  # copied into another row
    with pytest.raises(Refused, match="wrong_key"):
        _ = other.text
    letter.text = None
    assert letter.sealed_text is None
    assert letter.text is None


@laws(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(text=st.text(max_size=200))
def test_erased_is_erased(text: str, settings: Any, tmp_path: Path) -> None:
    key = actions.new_data_key(now=NOW)
    token = selectors.seal(key, text, "t.c.1")
    assert selectors.unseal(token, "t.c.1") == text
    actions.erase([key], now=NOW)
    with pytest.raises(Refused, match="erased"):
        selectors.unseal(token, "t.c.1")
    actions.erase([key], now=NOW)  # a second time is the same
