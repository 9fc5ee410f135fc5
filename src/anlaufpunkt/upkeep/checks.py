"""Installation checks (`anlaufpunkt check --deploy`): do the links in mails lead to this site?"""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, register


@register(deploy=True)
def links_lead_here(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    if settings.PUBLIC_URL.startswith("https://") or not settings.HTTPS:
        return []
    hint = "Set PUBLIC_URL to the address that readers use, for example https://anlaufpunkt.town.example."
    return [Error(f"Links in mails begin with {settings.PUBLIC_URL}.", hint=hint, id="upkeep.E001")]
