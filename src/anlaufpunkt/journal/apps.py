from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "anlaufpunkt.journal"
    label = "journal"
