"""The command line: `anlaufpunkt COMMAND`. `anlaufpunkt help` lists the commands."""

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "anlaufpunkt.config.settings")
    try:
        execute_from_command_line(sys.argv)
    except BrokenPipeError:  # `anlaufpunkt ask … | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
