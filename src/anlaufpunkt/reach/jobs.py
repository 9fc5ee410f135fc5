"""What comes back every day: reminders of tasks, and letting go of old minutes."""

from datetime import datetime, timedelta
from itertools import groupby

from django.db import transaction
from django.utils import timezone

from anlaufpunkt.reach.actions import claim_reminder, forget_meetings
from anlaufpunkt.reach.emails import remind
from anlaufpunkt.reach.selectors.tables import tasks_to_remind

AHEAD = timedelta(days=2)


def remind_of_tasks(*, now: datetime) -> int:
    """One mail to everybody with tasks due within two days; of each task once. Returns how many mails."""
    today = timezone.localdate(now)
    sent = 0
    waiting = tasks_to_remind(until=today + AHEAD)
    for _user, mine in groupby(waiting, key=lambda task: task.owner.user_id):
        with transaction.atomic():
            fresh = claim_reminder(tasks=[task.pk for task in mine], now=now)
            if fresh:
                remind(fresh, now)
                sent += 1
    return sent


def forget(*, now: datetime) -> int:
    return forget_meetings(now=now)
