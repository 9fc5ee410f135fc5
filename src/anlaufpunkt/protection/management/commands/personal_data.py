from typing import Any

from django.core.management.base import BaseCommand

from anlaufpunkt.protection.adapters.register_files import read

_HEAD = """# Personal data: what is kept, why, how long
Made by `anlaufpunkt personal_data` from the rooms' `data/personal.toml`; the build fails where a text, JSON or file is missing.
It is the ground for the record of processing (Art. 30 GDPR), **to be checked by the data-protection officer**.

| table | fields | whose | what for | legal basis | kept | then |
|---|---|---|---|---|---|---|"""


class Command(BaseCommand):
    help = "Write the register of personal data as a table (docs/personal-data.md)."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(_HEAD)
        for one in read():
            if one.personal:
                cells = (f"`{one.model}`", ", ".join(one.personal), one.whose, one.purpose, one.basis, one.keep, one.then.value)
                self.stdout.write(f"| {' | '.join(cells)} |")
