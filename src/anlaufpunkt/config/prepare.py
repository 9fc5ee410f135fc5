"""`make data`: database, model, offers and index in one process, since starting four takes longer than their work."""

import os

import django
from django.core.management import call_command


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "anlaufpunkt.config.settings")
    django.setup()
    call_command("migrate", verbosity=0)
    call_command("train")
    call_command("load_offers", "--examples")
    call_command("indexer", "--once")


if __name__ == "__main__":
    main()
