from datetime import timedelta

from django.apps import AppConfig


class EditingConfig(AppConfig):
    name = "anlaufpunkt.editing"
    label = "editing"

    def ready(self) -> None:
        from anlaufpunkt.editing.actions.imports import forget_imports  # noqa: PLC0415  models are not loaded before
        from anlaufpunkt.outbox.domain.periodic import Job, register  # noqa: PLC0415

        register(Job("editing.imports", timedelta(days=1), forget_imports))
