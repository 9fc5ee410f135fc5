import secrets
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from anlaufpunkt.network.actions import found
from anlaufpunkt.network.domain.roles import OF_CENTRE, Role
from anlaufpunkt.network.models import Centre
from anlaufpunkt.terms.domain.refusal import Refused


class Command(BaseCommand):
    help = "Make an operator, or a coordinator or auditor where nobody is left who could invite one; prints a password."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("name")
        parser.add_argument("--role", choices=sorted([*OF_CENTRE, Role.OPERATOR]), default="coordinator")
        parser.add_argument("--centre", default="", help="slug, for example dortmund")

    def handle(self, *args: Any, **options: Any) -> None:
        role = Role(options["role"])
        centre = Centre.objects.filter(slug=options["centre"]).first()
        if (role in OF_CENTRE) != (centre is not None):
            raise CommandError("A coordinator or auditor needs --centre with the slug of a centre; an operator has none.")
        password = secrets.token_urlsafe(12)
        try:
            made = found(
                email=options["email"], name=options["name"], password=password, role=role, centre=centre, now=timezone.now()
            )
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        fresh = made.user.check_password(password)
        said = f"password {password}" if fresh else "with the password of the existing account"
        self.stdout.write(f"{made.user.email} is {role} of {made.place or 'the system'}, {said}")
