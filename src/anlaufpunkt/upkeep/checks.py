"""Installation checks (`anlaufpunkt check --deploy`): do the links in mails lead to this site?"""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.http.request import validate_host


@register(deploy=True)
def links_lead_here(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    if not settings.HTTPS:
        return []
    parts = urlsplit(settings.PUBLIC_URL)
    if parts.scheme == "https" and parts.path in ("", "/") and validate_host(parts.hostname or "", settings.ALLOWED_HOSTS):
        return []
    hint = "Set PUBLIC_URL to the address that readers use, for example https://hilfe.town.example; ALLOWED_HOSTS names its host."
    return [Error(f"Links in mails begin with {settings.PUBLIC_URL}.", hint=hint, id="upkeep.E001")]
