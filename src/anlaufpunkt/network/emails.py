"""Mails about people."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import override

from anlaufpunkt.network.models import Invitation
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
