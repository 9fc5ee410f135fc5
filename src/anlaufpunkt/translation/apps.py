from django.apps import AppConfig


class TranslationConfig(AppConfig):
    name = "anlaufpunkt.translation"
    label = "translation"
