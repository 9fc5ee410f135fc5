"""How a model keeps a text sealed: a column of ciphertext, and beside it a property that opens it."""

from typing import Any

from django.db import models

from anlaufpunkt.protection import selectors


class SealedField(models.BinaryField):  # type: ignore[type-arg]  # Django has no such argument at run time
    """Ciphertext. Everything that reads columns (dumps, lists of values, logs) meets ciphertext only."""


def opened(column: str) -> Any:
    """The text of a sealed column: `text = opened("sealed_text")`.

    The row's `data_key` names its key. Reading raises Refused("erased") once that key has been dropped; None stays None.
    """

    def read(row: models.Model) -> str | None:
        token = getattr(row, column)
        return None if token is None else selectors.unseal(bytes(token), _place(row, column))

    def write(row: Any, text: str | None) -> None:
        setattr(row, column, None if text is None else selectors.seal(row.data_key, text, _place(row, column)))

    return property(read, write)  # a property, so that Django takes it in a model's constructor, after its fields


def _place(row: models.Model, column: str) -> str:
    return f"{row._meta.db_table}.{column}.{row.pk}"
