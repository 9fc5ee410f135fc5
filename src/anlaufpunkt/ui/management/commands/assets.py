from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from anlaufpunkt.ui.adapters import catalogues, stylesheet


class Command(BaseCommand):
    help = "Generate the style sheet from the installed KERN package and compile the catalogues."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--kern", default="node_modules/@kern-ux/native/dist/kern.css", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["kern"].exists():
            raise CommandError(f"{options['kern']} is missing: run `npm ci` first.")
        size = stylesheet.write(options["kern"])
        count = catalogues.compile_all()
        self.stdout.write(f"style sheet {size / 1000:.0f} kB, {count} catalogues")
