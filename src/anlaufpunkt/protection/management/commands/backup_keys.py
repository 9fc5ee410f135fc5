from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from anlaufpunkt.protection.actions import COPIES_KEPT, keep_copy


class Command(BaseCommand):
    help = "Copy the data keys and the list of erasures into a folder of their own, and delete copies older than 30 days there."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            copy = keep_copy(options["folder"], now=timezone.localtime())
        except OSError as error:
            raise CommandError(f"No copy was made: {error.strerror}.") from error
        self.stdout.write(f"Copied to {copy}. Copies older than {COPIES_KEPT.days} days are gone.")
