from datetime import timedelta

from django.apps import AppConfig


class NetworkConfig(AppConfig):
    name = "anlaufpunkt.network"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from anlaufpunkt.network import checks  # noqa: F401, PLC0415  registers the installation checks
        from anlaufpunkt.network.actions import forget  # noqa: PLC0415  models are not loaded before
        from anlaufpunkt.outbox.domain.periodic import Job, register  # noqa: PLC0415

        register(Job("network.requests", timedelta(days=1), forget))
