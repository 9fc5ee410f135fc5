"""An organisation agrees to be written to, or takes that back."""

from datetime import datetime

from django.db import transaction

from anlaufpunkt.journal.actions import note
from anlaufpunkt.network.models import Organization
from anlaufpunkt.terms.domain.languages import LANGUAGES
from anlaufpunkt.terms.domain.refusal import Refused


@transaction.atomic
def agree_to_mail(*, organization: Organization, email: str, language: str, spoken: bool, actor: str, now: datetime) -> None:
    """`spoken`: it said so to its centre, who notes it."""
    if not email or language not in LANGUAGES:
        raise Refused("no_address")
    Organization.objects.filter(pk=organization.pk).update(contact_email=email, contact_language=language, mail_agreed=now)
    _note(organization, "mail.agreed", actor, ["how:spoken" if spoken else "how:desk"], now)


@transaction.atomic
def withdraw_mail(*, organization: Organization, actor: str, now: datetime) -> None:
    """Nobody writes to it any more, and its address is forgotten."""
    agreed = Organization.objects.filter(pk=organization.pk, mail_agreed__isnull=False)
    if agreed.update(contact_email="", mail_agreed=None):
        _note(organization, "mail.withdrawn", actor, [], now)


def _note(organization: Organization, action: str, actor: str, fields: list[str], now: datetime) -> None:
    note(
        now=now, actor=actor, action=action, subject=f"organization:{organization.pk}", centre=organization.centre_id or "",
        organization=str(organization.pk), fields=fields,
    )  # fmt: skip
