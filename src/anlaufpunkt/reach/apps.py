from django.apps import AppConfig


class ReachConfig(AppConfig):
    name = "anlaufpunkt.reach"
    label = "reach"
