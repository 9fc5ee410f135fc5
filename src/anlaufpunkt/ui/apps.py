from django.apps import AppConfig
from django.urls import register_converter


class UiConfig(AppConfig):
    name = "anlaufpunkt.ui"

    def ready(self) -> None:
        from anlaufpunkt.ui.urls import LanguageConverter  # noqa: PLC0415  apps first

        register_converter(LanguageConverter, "lang")
