from typing import Any

from django.core.management.base import BaseCommand

from anlaufpunkt.protection.actions import new_master_key


class Command(BaseCommand):
    help = "Add a new master key in front of the old ones; then run rotate_keys."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"New master key {new_master_key()}. Copy the key file to where you keep it, then run rotate_keys.")
