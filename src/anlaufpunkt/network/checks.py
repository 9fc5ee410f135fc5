"""Installation checks (`anlaufpunkt check --deploy`)."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import DatabaseError

from anlaufpunkt.network.selectors import missing_pages


@register(Tags.security, deploy=True)
def centres_have_their_pages(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    try:
        owing = missing_pages()
    except DatabaseError:
        return [Error("The database cannot be read.", hint="Run `anlaufpunkt migrate` first.", id="network.E001")]
    return [
        Error(
            f"{centre.name} has no page: {', '.join(kind.value for kind in kinds)}.",
            hint="Fill it with `anlaufpunkt fill_page`.",
            id="network.E002",
        )
        for centre, kinds in owing
    ]
