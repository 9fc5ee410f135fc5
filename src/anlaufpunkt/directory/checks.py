"""Installation checks (`anlaufpunkt check --deploy`): hotlines whose review is overdue."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Warning, register
from django.utils import timezone

from anlaufpunkt.directory.selectors import overdue_hotlines


@register(deploy=True)
def hotlines_are_reviewed(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    late = overdue_hotlines(today=timezone.localdate())
    if not late:
        return []
    return [
        Warning(
            f"{len(late)} hotlines are overdue for review: {', '.join(line.id for line in late)}.",
            hint="Call each number or read it on its carrier's page; write source and date into directory/data/hotlines.csv.",
            id="directory.W001",
        )
    ]
