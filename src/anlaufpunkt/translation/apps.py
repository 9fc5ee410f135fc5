from django.apps import AppConfig


class TranslationConfig(AppConfig):
    name = "anlaufpunkt.translation"
    label = "translation"

    def ready(self) -> None:
        from anlaufpunkt.translation import checks  # noqa: F401, PLC0415
