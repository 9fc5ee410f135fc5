import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from anlaufpunkt.network.actions import fill_page
from anlaufpunkt.network.domain.organizations import PageKind
from anlaufpunkt.network.models import Centre


class Command(BaseCommand):
    help = "Fill a centre's imprint, privacy notice or other page with the text on standard input."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("centre", help="slug, for example dortmund")
        parser.add_argument("kind", choices=[kind.value for kind in PageKind])
        parser.add_argument("--language", default="de")

    def handle(self, *args: Any, **options: Any) -> None:
        centre = Centre.objects.filter(slug=options["centre"]).first()
        if centre is None:
            raise CommandError(f"No centre has the slug {options['centre']}.")
        fill_page(centre=centre, kind=PageKind(options["kind"]), language=options["language"], body=sys.stdin.read())
        self.stdout.write(f"{options['kind']} of {centre.name} is filled ({options['language']}).")
