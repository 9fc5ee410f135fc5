from datetime import timedelta

from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "anlaufpunkt.outbox"
    label = "outbox"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from anlaufpunkt.outbox import checks  # noqa: F401, PLC0415  registers the installation checks
        from anlaufpunkt.outbox.actions import tidy  # noqa: PLC0415
        from anlaufpunkt.outbox.domain.periodic import Job, register  # noqa: PLC0415

        register(Job("outbox.tidy", timedelta(days=1), tidy))
