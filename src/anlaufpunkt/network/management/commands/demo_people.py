import secrets
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from anlaufpunkt.network.actions import demo_centre, found
from anlaufpunkt.network.domain.roles import OF_CENTRE, OF_ORGANIZATION, Role
from anlaufpunkt.network.models import Organization


class Command(BaseCommand):
    help = "For the demonstration: one login per role at invented organisations, with new passwords each time it runs."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Only in a demonstration (DEMO=1): it makes accounts of every role.")
        now = timezone.now()
        centre = demo_centre(now=now)
        club = Organization.objects.filter(centre=centre).order_by("name").first()
        for role in Role:
            password = secrets.token_urlsafe(9)
            made = found(
                email=f"{role}@demo.example", name=f"EXAMPLE {role.title()}", password=password, role=role, now=now,
                centre=centre if role in OF_CENTRE else None, organization=club if role in OF_ORGANIZATION else None, renew=True,
            )  # fmt: skip
            self.stdout.write(f"  {role:<12} {made.user.email:<26} {password}   {made.place or 'the system'}")
