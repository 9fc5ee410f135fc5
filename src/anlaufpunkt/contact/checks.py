"""Content without its keys: the folder of the keys is the wrong one, or is lost."""

from typing import Any

from django.core.checks import Error, register
from django.db import DatabaseError

from anlaufpunkt.contact.selectors import keys_are_lost


@register()
def keys(**_: Any) -> list[Error]:
    try:
        lost = keys_are_lost()
    except DatabaseError:  # no tables yet, or no database: other checks say so
        return []
    hint = "Look at KEYS_DIR; put back the newest copy of the data keys."
    return (
        [Error("What people have written cannot be opened: its data keys are not there.", hint=hint, id="contact.E001")]
        if lost
        else []
    )
