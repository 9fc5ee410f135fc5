"""Without its keys the site does not start: it would take in what nobody could read."""

from typing import Any

from django.core.checks import Error, register

from anlaufpunkt.protection.selectors import faults


@register()
def keys(**_: Any) -> list[Error]:
    return [Error(sentence, id="protection.E001") for sentence in faults()]
