from django.apps import AppConfig


class ProtectionConfig(AppConfig):
    name = "anlaufpunkt.protection"
    label = "protection"

    def ready(self) -> None:
        from anlaufpunkt.protection import checks  # noqa: F401, PLC0415  registers the checks
