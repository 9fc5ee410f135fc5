"""Installation checks (`anlaufpunkt check --deploy`): does mail go out?"""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Warning, register
from django.db import DatabaseError
from django.utils import timezone

from anlaufpunkt.outbox.domain.letter import address_of
from anlaufpunkt.outbox.selectors import in_trouble, late


@register(deploy=True)
def mail_can_leave(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    if settings.MAIL_SERVER:
        if settings.MAIL_SERVER.is_sink or not address_of(settings.DEFAULT_FROM_EMAIL).endswith("@localhost"):
            return []
        return [Warning("Mail goes out with a sender that is none.", hint="Set MAIL_FROM.", id="outbox.W004")]
    if settings.EMAIL_URL:
        said = "EMAIL_URL names a mail server, but mail is written to files: this is no production server."
        hint = "Mail leaves only with PRODUCTION=1, HTTPS=1, SHOW_EXAMPLES=0 and DEBUG=0."
    else:
        said, hint = "No mail server is named: mail is written to files.", "Set EMAIL_URL and MAIL_FROM."
    return [Warning(said, hint=hint, id="outbox.W001")]


@register(deploy=True)
def mail_is_worked_off(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    try:
        waiting, troubled = late(now=timezone.now()), in_trouble().count()
    except DatabaseError:
        return []  # the network's check says that the database cannot be read
    found: list[CheckMessage] = []
    if waiting:
        hint = "Start `anlaufpunkt worker`, or look at its log."
        found.append(Warning(f"{waiting} mails have been due for an hour or more.", hint=hint, id="outbox.W002"))
    if troubled:
        hint = "`anlaufpunkt outbox` lists them and says how to send them again."
        found.append(Warning(f"{troubled} mails failed or may not have arrived.", hint=hint, id="outbox.W003"))
    return found
