from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "anlaufpunkt.outbox"
    label = "outbox"
