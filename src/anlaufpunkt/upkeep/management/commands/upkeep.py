from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from anlaufpunkt.upkeep.jobs import run


class Command(BaseCommand):
    help = "Ask organisations whether their offers are still right, remind, and count: harmless to repeat."

    def handle(self, *args: Any, **options: Any) -> None:
        run(now=timezone.now())
