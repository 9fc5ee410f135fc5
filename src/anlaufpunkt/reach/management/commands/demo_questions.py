from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from anlaufpunkt.network.actions import demo_centre
from anlaufpunkt.reach.actions import invent_questions


class Command(BaseCommand):
    help = "For the demonstration: counts of questions that nobody asked, at the invented centre only, for the page of gaps."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Only in a demonstration (DEMO=1): it invents counts.")
        now = timezone.now()
        invent_questions(centre=demo_centre(now=now), today=timezone.localdate(now))
