"""What comes back by itself: telling of what is late, and forgetting."""

from datetime import datetime

from anlaufpunkt.contact.actions import forget, remind_late


def remind(*, now: datetime) -> None:
    remind_late(now=now)


def tidy(*, now: datetime) -> None:
    forget(now=now)
