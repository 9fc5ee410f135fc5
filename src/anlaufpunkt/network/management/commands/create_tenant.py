import secrets
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from anlaufpunkt.network.actions import create_tenant
from anlaufpunkt.network.models import Centre
from anlaufpunkt.network.selectors import missing_pages
from anlaufpunkt.terms.domain.refusal import Refused


class Command(BaseCommand):
    help = "A centre takes part from now on: makes its first coordinator and prints a password to be changed."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("centre", help="slug, for example dortmund")
        parser.add_argument("email")
        parser.add_argument("name")

    def handle(self, *args: Any, **options: Any) -> None:
        centre = Centre.objects.filter(slug=options["centre"]).first()
        if centre is None:
            raise CommandError(f"No centre has the slug {options['centre']}. Is `anlaufpunkt load_offers` done?")
        password = secrets.token_urlsafe(12)
        try:
            made = create_tenant(
                centre=centre, email=options["email"], name=options["name"], password=password, now=timezone.now()
            )
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        fresh = made.user.check_password(password)
        said = f"password {password}" if fresh else "with the password of the existing account"
        self.stdout.write(f"{centre.name} takes part. {made.user.email} is its coordinator, {said}")
        owing = [kind.value for found, kinds in missing_pages() if found.ags == centre.ags for kind in kinds]
        if owing:
            self.stdout.write(f"It still owes its readers: {', '.join(owing)} (`anlaufpunkt fill_page {centre.slug} …`).")
