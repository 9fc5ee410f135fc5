import uuid
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from anlaufpunkt.outbox.actions import send_again
from anlaufpunkt.outbox.selectors import counts, in_trouble
from anlaufpunkt.terms.domain.refusal import Refused


class Command(BaseCommand):
    help = "How many mails wait, were sent, failed or may not have arrived. --again ID gives one of these a new start."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--again", metavar="ID", type=uuid.UUID, nargs="+", default=[])

    def handle(self, *args: Any, **options: Any) -> None:
        for message in options["again"]:
            try:
                send_again(message=message, now=timezone.now())
            except Refused as refused:
                raise CommandError(f"{message} is not a mail in trouble, or its content is gone already.") from refused
        self.stdout.write("  ".join(f"{state} {count}" for state, count in counts().items()))
        for message in in_trouble():
            kind = message.key.partition(":")[0]
            self.stdout.write(
                f"{message.pk}  {message.created:%Y-%m-%d %H:%M}  {message.state:<7} {kind}  "
                f"attempts {message.attempts}  answer {message.code or '-'}"
            )
