"""Catalogues: complete, with the same placeholders and the right number of plural forms."""

import re

import pytest
from babel.messages.pofile import read_po

from anlaufpunkt.terms.domain.languages import LANGUAGES
from tools.messages import catalogue_path, message_ids, plural_rule

PLACEHOLDER = re.compile(r"(%\(\w+\)[sd]|%d|\{\w+\}|<[a-z/][^>]*>)")
IDS = message_ids()


def catalogue(code: str):  # type: ignore[no-untyped-def]
    with catalogue_path(code).open("rb") as file:
        return read_po(file)


@pytest.mark.parametrize("code", sorted(LANGUAGES))
def test_every_message_is_translated(code: str) -> None:
    messages = catalogue(code)
    missing = [
        key for key in IDS if not (m := messages.get(key)) or not (m.string if isinstance(m.string, str) else all(m.string))
    ]
    assert not missing


@pytest.mark.parametrize("code", sorted(LANGUAGES))
def test_placeholders_and_plural_forms_agree(code: str) -> None:
    messages = catalogue(code)
    for key in IDS:
        message = messages.get(key)
        if isinstance(key, str):
            assert set(PLACEHOLDER.findall(message.string)) == set(PLACEHOLDER.findall(key)), key
            continue
        assert len(message.string) == plural_rule(code)[0], key
        wanted = set(PLACEHOLDER.findall(key[1]))
        for form in message.string:
            assert set(PLACEHOLDER.findall(form)) <= wanted
        assert set(PLACEHOLDER.findall(message.string[-1])) == wanted


@pytest.mark.parametrize("code", sorted(set(LANGUAGES) - {"de", "en"}))
def test_catalogues_say_that_no_speaker_has_reviewed_them(code: str) -> None:
    assert "not yet reviewed by a speaker" in catalogue_path(code).read_text(encoding="utf-8")[:200]
