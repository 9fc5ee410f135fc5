from django.apps import AppConfig


class UpkeepConfig(AppConfig):
    name = "anlaufpunkt.upkeep"
    label = "upkeep"
