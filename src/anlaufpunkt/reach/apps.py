from datetime import timedelta

from django.apps import AppConfig


class ReachConfig(AppConfig):
    name = "anlaufpunkt.reach"
    label = "reach"

    def ready(self) -> None:
        from anlaufpunkt.outbox.domain.periodic import Job, register  # noqa: PLC0415
        from anlaufpunkt.reach.jobs import forget, remind_of_tasks  # noqa: PLC0415

        register(Job("reach.reminders", timedelta(days=1), remind_of_tasks))
        register(Job("reach.forget", timedelta(days=1), forget))
