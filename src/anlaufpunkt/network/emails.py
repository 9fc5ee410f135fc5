"""Mails about people."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import override

from anlaufpunkt.network.domain.asking import Reason
from anlaufpunkt.network.models import AccessRequest, Invitation
from anlaufpunkt.outbox.actions import post


def post_invitation(invitation: Invitation, *, link: str, now: datetime) -> None:
    place = invitation.organization or invitation.centre
    with override(invitation.language):
        lines = [
            _("Hello,"),
            _("you are invited to look after offers of %(place)s on Anlaufpunkt.") % {"place": place},
            _("Please open this link within 14 days. It works once:"),
            link,
            _("If you did not expect this mail, please delete it. Then nothing happens."),
        ]
        post(
            key=f"invitation:{invitation.digest[:16]}", to=invitation.email, subject=_("Invitation to Anlaufpunkt"),
            body="\n\n".join(lines), now=now,
        )  # fmt: skip


def post_question(asked: AccessRequest, *, link: str, now: datetime) -> None:
    """Whose address it is. Nothing that somebody typed stands in this mail: it may go to a stranger."""
    with override(asked.language):
        lines = [
            _("Hello,"),
            _("somebody has asked %(centre)s for access to Anlaufpunkt for an organisation, with this e-mail address.")
            % {"centre": asked.centre},
            _("Was it you? Then please open this link within 3 days:"),
            link,
            _("If it was not you, please delete this mail. Then nothing happens, and we delete your address."),
        ]
        post(
            key=f"access:{asked.id}", to=asked.email, subject=_("Please confirm your e-mail address"), body="\n\n".join(lines),
            now=now,
        )  # fmt: skip


def post_declined(asked: AccessRequest, *, reason: Reason, now: datetime) -> None:
    with override(asked.language):
        why = {
            Reason.ELSEWHERE: _("Another centre is responsible for the place of your organisation."),
            Reason.UNKNOWN: _("We do not know your organisation yet. Please call us or write to us first."),
            Reason.HAS_ACCESS: _("Somebody in your organisation has access already. Please ask there for an invitation."),
            Reason.OTHER_OFFERS: _("The offers of your organisation do not fit Anlaufpunkt."),
        }[reason]
        lines = [
            _("Hello,"),
            _("you have asked %(centre)s for access to Anlaufpunkt. We cannot give it at the moment.") % {"centre": asked.centre},
            why,
            " · ".join(part for part in (asked.centre.name, asked.centre.phone, asked.centre.email, asked.centre.url) if part),
            _("We have deleted what you wrote."),
        ]
        post(key=f"declined:{asked.id}", to=asked.email, subject=_("Your request for access"), body="\n\n".join(lines), now=now)
