"""Installation checks (`anlaufpunkt check`)."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

HERE = ("localhost", "127.0.0.1", "::1")


@register(Tags.security)
def single_sign_on_is_whole(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    if not settings.OIDC_URL:
        return []
    found: list[CheckMessage] = []
    if not settings.OIDC_CLIENT_ID or not settings.OIDC_CLIENT_SECRET:
        found.append(Error("OIDC_URL needs OIDC_CLIENT_ID and OIDC_CLIENT_SECRET.", id="accounts.E001"))
    address = urlsplit(settings.OIDC_URL)
    if address.scheme != "https" and address.hostname not in HERE:
        found.append(Error("OIDC_URL must begin with https://.", id="accounts.E002"))
    return found
