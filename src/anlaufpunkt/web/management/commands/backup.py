from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from anlaufpunkt.terms.domain.refusal import Refused
from anlaufpunkt.web.adapters import backup


class Command(BaseCommand):
    help = "Write all rows of the database into one file, while the site goes on. It gets its name only when it is whole."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        try:
            digest = backup.save(path, now=timezone.now())
        except Refused as refused:
            raise CommandError("The database is not up to date: run `anlaufpunkt migrate` first.") from refused
        except OSError as error:
            raise CommandError(f"The backup could not be written: {error.strerror}.") from error
        self.stdout.write(f"{path}: {path.stat().st_size} bytes, sha256 of the content {digest}")
        self.stdout.write("It holds names, addresses and password hashes, not encrypted: keep it like the database itself.")
        self.stdout.write("The secret key is not in it: keep that too, in another place.")
