"""Mails to organisations. All of them go through `_send`, and so through the gate."""

from dataclasses import dataclass
from datetime import date, datetime

from babel.dates import format_date
from django.utils.translation import gettext as _
from django.utils.translation import override

from anlaufpunkt.network.models import Organization
from anlaufpunkt.outbox.actions import post
from anlaufpunkt.terms.domain.languages import LANGUAGES
from anlaufpunkt.terms.domain.refusal import Refused
from anlaufpunkt.upkeep.domain.gate import may_write_to
from anlaufpunkt.upkeep.domain.links import Purpose

NAMED = 20  # offers that the mail itself names; the page behind the link has all


@dataclass(frozen=True, slots=True)
class Letter:
    purpose: Purpose
    names: tuple[str, ...]
    link: str
    stop: str
    until: date
    key: str


def send_question(organization: Organization, letter: Letter, *, now: datetime) -> None:
    """All offers in one mail, in the organisation's language."""
    with override(organization.contact_language):
        day = format_date(letter.until, "long", locale=LANGUAGES[organization.contact_language].cldr)
        lines = [
            _("Hello,"),
            _beginning(letter.purpose) % {"place": organization.name},
            "\n".join(f"- {name}" for name in letter.names[:NAMED]) + ("\n- …" if len(letter.names) > NAMED else ""),
            _("Please open this page. One tap per offer is enough. You need no account."),
            letter.link,
            _("The link is valid until %(day)s.") % {"day": day},
            _("You do not want these mails any more? Stop them here:"),
            letter.stop,
        ]
        _send(organization, letter.key, _("Are these offers still right?"), lines, now=now)


def _beginning(purpose: Purpose) -> str:
    return {
        Purpose.REMIND: _("we have asked you about these offers of %(place)s on Anlaufpunkt. Are they still right?"),
        Purpose.RENEW: _("here is the new link for these offers of %(place)s on Anlaufpunkt. Are they still right?"),
    }.get(purpose, _("these offers of %(place)s are on Anlaufpunkt. Are they still right?"))


def _send(organization: Organization, key: str, subject: str, lines: list[str], *, now: datetime) -> None:
    if not may_write_to(organization):
        raise Refused("not_agreed")
    post(key=key, to=organization.contact_email, subject=subject, body="\n\n".join(lines), now=now)
