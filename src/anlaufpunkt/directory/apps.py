from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "anlaufpunkt.directory"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from anlaufpunkt.directory import checks  # noqa: F401, PLC0415  registers the installation checks
