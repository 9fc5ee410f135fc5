import sys
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from anlaufpunkt.web.domain.standing import State, worst
from anlaufpunkt.web.selectors import standing


class Command(BaseCommand):
    help = "Say how the installation stands, line by line, with what to do. Ends with 1 if something fails."
    requires_system_checks = ()  # a broken installation must still be able to say so

    def handle(self, *args: Any, **options: Any) -> None:
        lines = standing(timezone.now())
        for line in lines:
            self.stdout.write(f"{line.state:<4}  {line.what:<9} {line.found}")
            if line.todo:
                self.stdout.write(f"      {'':<9} → {line.todo}")
        if worst(lines) == State.FAIL:
            sys.exit(1)
