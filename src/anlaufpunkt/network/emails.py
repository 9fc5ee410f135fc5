"""Mails about people."""

from django.core.mail import send_mail
from django.utils.translation import gettext as _
from django.utils.translation import override

from anlaufpunkt.network.domain.asking import Reason
from anlaufpunkt.network.models import AccessRequest, Invitation


def send_invitation(invitation: Invitation, *, link: str) -> None:
    place = invitation.organization or invitation.centre
    with override(invitation.language):
        lines = [
            _("Hello,"),
            _("you are invited to look after offers of %(place)s on Anlaufpunkt.") % {"place": place},
            _("Please open this link within 14 days. It works once:"),
            link,
            _("If you did not expect this mail, please delete it. Then nothing happens."),
        ]
        send_mail(_("Invitation to Anlaufpunkt"), "\n\n".join(lines), None, [invitation.email])


def send_question(asked: AccessRequest, *, link: str) -> None:
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
        send_mail(_("Please confirm your e-mail address"), "\n\n".join(lines), None, [asked.email])


def send_declined(asked: AccessRequest, *, reason: Reason) -> None:
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
        send_mail(_("Your request for access"), "\n\n".join(lines), None, [asked.email])
