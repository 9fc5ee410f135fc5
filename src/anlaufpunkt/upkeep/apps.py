from datetime import timedelta

from django.apps import AppConfig


class UpkeepConfig(AppConfig):
    name = "anlaufpunkt.upkeep"
    label = "upkeep"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from anlaufpunkt.outbox.domain.periodic import Job, register  # noqa: PLC0415  models are not loaded before
        from anlaufpunkt.upkeep import checks  # noqa: F401, PLC0415  registers the installation checks
        from anlaufpunkt.upkeep.jobs import run  # noqa: PLC0415

        register(Job("upkeep.reviews", timedelta(hours=1), run))
