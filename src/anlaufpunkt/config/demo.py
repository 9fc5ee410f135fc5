"""What a demonstration shows beside the offers: logins, and what a day brings to these people's desks."""

import django
from django.core.management import call_command

from anlaufpunkt.config.serve import DEMO


def main() -> None:
    django.setup()
    for command in DEMO:
        call_command(command)


if __name__ == "__main__":
    main()
