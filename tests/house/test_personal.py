"""No text, JSON or file field without a word on whom it concerns."""

from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models

from anlaufpunkt.protection.adapters.register_files import read
from anlaufpunkt.protection.domain.register import entries
from anlaufpunkt.protection.models import SealedField
from anlaufpunkt.terms.domain.refusal import Refused

TEXTS = (models.CharField, models.TextField, models.JSONField, models.FileField, models.BinaryField, models.GenericIPAddressField)
REGISTER = {entry.model: entry for entry in read()}
MODELS = {model._meta.label: model for model in apps.get_models(include_auto_created=True) if model._meta.managed}


def texts(model: type[models.Model]) -> set[str]:
    return {field.name for field in model._meta.local_concrete_fields if isinstance(field, TEXTS)}


@pytest.mark.parametrize("label", sorted(MODELS))
def test_every_text_of_a_table_is_registered(label: str) -> None:
    wanted = texts(MODELS[label])
    assert wanted == (REGISTER[label].fields if label in REGISTER else set()), f"say in data/personal.toml what {label} keeps"


def test_the_register_names_no_table_that_is_gone() -> None:
    assert set(REGISTER) <= set(MODELS)


def test_sealed_columns_are_personal() -> None:
    for label, model in MODELS.items():
        for field in model._meta.local_concrete_fields:
            if isinstance(field, SealedField):
                assert field.name in REGISTER[label].personal


def test_the_record_in_the_docs_is_the_register() -> None:
    out = StringIO()
    call_command("personal_data", stdout=out)
    assert (Path(__file__).resolve().parents[2] / "docs/personal-data.md").read_text(encoding="utf-8") == out.getvalue()


@pytest.mark.parametrize(
    "facts",
    [
        {"personal": ["a"]},  # neither what for nor how long
        {"personal": ["a"], "plain": ["a"], "whose": "x", "purpose": "x", "basis": "x", "keep": "x", "then": "delete"},
        {"personal": ["a"], "whose": "x", "purpose": "x", "basis": "x", "keep": "x", "then": "burn"},
        {"plain": ["a"], "whose": "x"},
        {"text": ["a"]},
    ],
)
def test_half_an_entry_is_refused(facts: dict[str, object]) -> None:
    with pytest.raises(Refused, match="register_entry"):
        entries({"room.Model": facts})
