import signal
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from anlaufpunkt.finder import jobs


class Command(BaseCommand):
    help = "Keep the search index up to date (one process). --once: build what is missing, catch up, and end."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true")
        parser.add_argument("--rebuild", action="store_true", help="build anew even if the index is usable")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["rebuild"]:
            self.stdout.write(f"{jobs.rebuild()} offers indexed")
        if options["once"]:
            count = jobs.ensure()
            changed = jobs.catch_up()
            self.stdout.write(f"{count} offers indexed" if count is not None else f"{changed} changes indexed")
            return
        stopped: list[int] = []
        signal.signal(signal.SIGTERM, lambda number, frame: stopped.append(number))
        try:
            jobs.run(until=lambda: bool(stopped))
        except KeyboardInterrupt:
            return
