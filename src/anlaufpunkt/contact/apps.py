from datetime import timedelta

from django.apps import AppConfig


class ContactConfig(AppConfig):
    name = "anlaufpunkt.contact"
    label = "contact"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from anlaufpunkt.contact import checks  # noqa: F401, PLC0415  registers the checks
        from anlaufpunkt.contact.actions import forget, remind_late  # noqa: PLC0415  models are not loaded before
        from anlaufpunkt.outbox.domain.periodic import Job, register  # noqa: PLC0415

        register(Job("contact.forget", timedelta(days=1), forget))
        register(Job("contact.remind", timedelta(minutes=5), remind_late))
