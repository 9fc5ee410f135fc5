from django.apps import AppConfig


class EditingConfig(AppConfig):
    name = "anlaufpunkt.editing"
    label = "editing"
