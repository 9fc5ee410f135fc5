from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from anlaufpunkt.journal.actions import drop, seal
from anlaufpunkt.journal.selectors import faults, open_months
from anlaufpunkt.terms.domain.refusal import Refused


class Command(BaseCommand):
    help = (
        "Verify the journal's chain; --seal signs the months that are over, --drop 2025-01 removes the entries of a sealed month."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--seal", action="store_true")
        parser.add_argument("--drop", metavar="MONTH")

    def handle(self, *args: Any, **options: Any) -> None:
        found = list(faults())
        if found:
            raise CommandError("The journal is not whole:\n" + "\n".join(found))
        try:
            if options["seal"]:
                now = timezone.now()
                for month in (m for m in open_months() if m < f"{now:%Y-%m}"):
                    self.stdout.write(f"{month} sealed, {seal(month=month, now=now).count} entries")
            if options["drop"]:
                self.stdout.write(f"{options['drop']}: {drop(month=options['drop'])} entries dropped, the seal stays")
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write("the journal is whole")
