"""Making the links of a mail and sending it, in one transaction."""

import secrets
from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone

from anlaufpunkt.directory.models import Service
from anlaufpunkt.journal.actions import note
from anlaufpunkt.network.models import Organization
from anlaufpunkt.terms.domain.links import digest
from anlaufpunkt.upkeep.domain.links import VALID, Purpose, address_mark, mail_key
from anlaufpunkt.upkeep.emails import Letter, send_question
from anlaufpunkt.upkeep.models import Link, Question


def write(*, organization: Organization, services: Sequence[Service], purpose: Purpose, address: str, now: datetime) -> None:
    """`address` is the beginning of this site's addresses."""
    secret, link = _link(organization, purpose, now)
    stop, _stop_link = _link(organization, Purpose.STOP, now)
    Question.objects.bulk_create(Question(link=link, service=service) for service in services)
    language = organization.contact_language
    note(
        now=now, actor="system", action=f"mail.{purpose}", subject=f"organization:{organization.pk}",
        centre=organization.centre_id or "", organization=str(organization.pk), fields=[f"services:{len(services)}"],
    )  # fmt: skip
    send_question(
        organization,
        Letter(
            purpose=purpose,
            names=tuple(service.name_in(language) for service in services),
            link=f"{address}/{language}/review/{secret}/",
            stop=f"{address}/{language}/review/stop/{stop}/",
            until=timezone.localdate(link.expires),
            key=mail_key(organization.pk, purpose, month=link.month, now=now),
        ),
        now=now,
    )


def _link(organization: Organization, purpose: Purpose, now: datetime) -> tuple[str, Link]:
    secret, day = secrets.token_urlsafe(32), timezone.localdate(now)
    link = Link.objects.create(
        digest=digest(secret), purpose=purpose, organization=organization, address=address_mark(organization.contact_email),
        language=organization.contact_language, day=day, month=f"{day:%Y-%m}", made=now, expires=now + VALID[purpose],
    )  # fmt: skip
    return secret, link
