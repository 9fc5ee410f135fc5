"""Installation checks: machine translation is either off or whole."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, register


@register
def machine_translation_is_whole(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    kind = settings.MACHINE_TRANSLATION_KIND
    needed = {"": (), "deepl": ("MACHINE_TRANSLATION_KEY",), "libretranslate": ("MACHINE_TRANSLATION_URL",)}.get(kind)
    if needed is None:
        return [
            Error(f"MACHINE_TRANSLATION_KIND is {kind!r}.", hint="Use deepl, libretranslate or nothing.", id="translation.E001")
        ]
    return [
        Error(f"{name} is missing.", hint="See docs/settings.md.", id="translation.E002")
        for name in needed
        if not getattr(settings, name)
    ]
