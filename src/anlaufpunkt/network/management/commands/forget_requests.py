from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from anlaufpunkt.network.actions import forget


class Command(BaseCommand):
    help = "Delete requests for access that nobody confirmed within 3 days or answered within 60. Once a day."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{forget(now=timezone.now())} requests deleted")
