"""The command line: `anlaufpunkt COMMAND`. `anlaufpunkt help` lists the commands."""

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "anlaufpunkt.config.settings")
    execute_from_command_line(sys.argv)
