"""The door for Django's `send_mail`, which libraries use: EMAIL_BACKEND points here, so that no mail passes the outbox by."""

import uuid
from collections.abc import Sequence
from datetime import datetime

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from anlaufpunkt.outbox.actions import post
from anlaufpunkt.outbox.domain.letter import deliverable
from anlaufpunkt.terms.domain.refusal import Refused

EVENT = "event"  # what a mail may carry that names what it speaks of, such as "account-password-changed:3f2a…"


def _key(mail: EmailMessage, address: str, now: datetime) -> str:
    """Nobody reads an address out of a key."""
    event = getattr(mail, EVENT, "")
    if not event:
        return f"mail:{uuid.uuid4()}"
    return f"{event}:{salted_hmac('outbox', address.lower()).hexdigest()[:16]}:{now:%Y%m%d%H%M}"


class EmailBackend(BaseEmailBackend):
    @transaction.atomic
    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """One message per recipient; the same event within a minute is one mail. Plain text from one sender, nothing else.

        Whatever address a stranger has typed into a form, the page must not fail: to an odd one, nothing is sent.
        """
        for mail in email_messages:
            if mail.attachments or getattr(mail, "alternatives", None) or mail.extra_headers or mail.reply_to:
                raise Refused("mail_with_more_than_text")
            for address in filter(deliverable, mail.recipients()):
                now = timezone.now()
                post(key=_key(mail, address, now), to=address, subject=str(mail.subject), body=str(mail.body), now=now)
        return len(email_messages)
