"""Mails about people."""

from django.core.mail import send_mail
from django.utils.translation import gettext as _
from django.utils.translation import override

from anlaufpunkt.network.models import Invitation


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
