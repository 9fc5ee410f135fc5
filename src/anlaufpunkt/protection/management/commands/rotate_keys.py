from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from anlaufpunkt.protection.actions import rewrap
from anlaufpunkt.protection.selectors import ring, wrapped_by
from anlaufpunkt.terms.domain.refusal import Refused


class Command(BaseCommand):
    help = "Wrap all data keys with the newest master key; may be stopped at any time and run again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only say how many each master key has wrapped")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if not options["dry_run"]:
                self.stdout.write(f"{rewrap()} data keys wrapped anew.")
            current = ring().current.id
        except Refused as refused:
            raise CommandError(
                "A master key is missing or wrong: `anlaufpunkt check` says which. What was done stays done."
            ) from refused
        for key, count in sorted(wrapped_by().items(), key=lambda item: item[1]):
            self.stdout.write(f"{key}: {count} data keys{'' if key == current else ', old'}")
        self.stdout.write("A line of an old master key may leave the key file when no data key is left to it.")
