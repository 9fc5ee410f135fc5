"""Mails of the overview."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import override

from anlaufpunkt.outbox.actions import post
from anlaufpunkt.reach.models import Task


def remind(tasks: Sequence[Task], now: datetime) -> None:
    """One mail for one person: how many tasks, of which round table, until when. What the tasks say stays at the desk."""
    user = tasks[0].owner.user
    with override(user.language):
        lines = [_("Hello,"), _("these tasks from round tables are yours:")]
        lines += [f"{task.due:%d.%m.%Y}: {task.meeting.table.name}" for task in tasks]
        lines.append(_("You find them on Anlaufpunkt under “Tasks”. Please tick them off there when they are done."))
        post(
            key=f"task-reminder:{tasks[0].id}", to=user.email, subject=_("Your tasks on Anlaufpunkt"), body="\n\n".join(lines),
            now=now,
        )  # fmt: skip
