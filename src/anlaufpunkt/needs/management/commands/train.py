from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from anlaufpunkt.needs.adapters import model_store


class Command(BaseCommand):
    help = "Train the model of understanding from the data files, unless it is there for exactly these data."

    def handle(self, *args: Any, **options: Any) -> None:
        if model_store.path_in(settings.MODEL_DIR).exists():
            self.stdout.write("the model is up to date")
            return
        self.stdout.write("training the model of understanding, about a minute …")
        self.stdout.flush()
        path = model_store.train(settings.MODEL_DIR)
        self.stdout.write(f"model trained, {path.stat().st_size / 1e6:.1f} MB")
