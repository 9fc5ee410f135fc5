from django.apps import AppConfig


class NetworkConfig(AppConfig):
    name = "anlaufpunkt.network"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from anlaufpunkt.network import checks  # noqa: F401, PLC0415  registers the installation checks
