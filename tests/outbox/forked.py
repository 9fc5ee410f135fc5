"""A worker as a process of its own, forked from a process that has Django ready: quick to start, so that many can be killed."""

import os
import time
from datetime import datetime, timedelta
from pathlib import Path

import django
from django.apps import apps

if not apps.ready:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "anlaufpunkt.config.settings")
    django.setup()

from django.conf import settings
from django.core.management import call_command

from anlaufpunkt.outbox.domain.periodic import Job, register


def tick(*, now: datetime) -> None:
    """A job that leaves a line, and lasts for as long as there is a file `hold`."""
    folder = Path(settings.DATA_DIR)
    with (folder / "ticks").open("a") as ticks:
        ticks.write("tick\n")
    while (folder / "hold").exists():
        time.sleep(0.01)


def worker(*arguments: str) -> None:
    register(Job("tests.tick", timedelta(days=1), tick))
    call_command("worker", *arguments)
