import signal
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from anlaufpunkt.outbox import jobs


class Command(BaseCommand):
    help = "Send the mails of the outbox and run the jobs that come back. --once: do what is due now, and end."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["once"]:
            jobs.make_round(now=timezone.now())
            jobs.work_off()
            return
        stopped: list[int] = []
        signal.signal(signal.SIGTERM, lambda number, frame: stopped.append(number))
        try:
            jobs.run(until=lambda: bool(stopped))
        except KeyboardInterrupt:
            return
