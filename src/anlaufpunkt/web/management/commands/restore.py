from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from anlaufpunkt.journal.selectors import faults
from anlaufpunkt.terms.domain.refusal import Refused
from anlaufpunkt.web.adapters import backup

_WHY = {
    "damaged": "The file is damaged or cut off. Nothing was changed. Take another backup.",
    "newer_version": "The file comes from a newer version ({version}). Nothing was changed. Install that version first.",
    "not_empty": "There is data in the database. Nothing was changed. To replace all of it, add --replace.",
    "older_version_needs_an_empty_database": "The file comes from an older version ({version}). Nothing was changed. "
    "Restore it into a new, empty database; it is brought up to date there.",
}


class Command(BaseCommand):
    help = "Put the content of a backup into the database, wholly or not at all; --replace where there is data already."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--replace", action="store_true", help="all that is in the database now goes")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            same_key = backup.load(options["file"], replace=options["replace"], now=timezone.now())
        except Refused as refused:
            raise CommandError(_WHY[refused.code].format(**refused.facts)) from refused
        except OSError as error:
            raise CommandError(f"The file cannot be read: {error.strerror}.") from error
        if not same_key:
            self.stdout.write("The backup was made with another SECRET_KEY: set that one, or sealed months cannot be verified.")
        elif found := list(faults()):
            raise CommandError("All rows are there, but the journal is not whole:\n" + "\n".join(found))
        self.stdout.write("Restored. The indexer builds the index anew; everybody signs in again.")
