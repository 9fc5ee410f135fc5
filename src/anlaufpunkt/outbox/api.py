"""The door for Django's `send_mail`, which libraries use: EMAIL_BACKEND points here, so that no mail passes the outbox by."""

import uuid
from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils import timezone

from anlaufpunkt.outbox.actions import post
from anlaufpunkt.outbox.domain.letter import deliverable
from anlaufpunkt.terms.domain.refusal import Refused


class EmailBackend(BaseEmailBackend):
    @transaction.atomic
    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """One message per recipient. The outbox carries plain text from one sender, nothing else.

        Whatever address a stranger has typed into a form, the page must not fail: to an odd one, nothing is sent.
        """
        for mail in email_messages:
            if mail.attachments or getattr(mail, "alternatives", None) or mail.extra_headers or mail.reply_to:
                raise Refused("mail_with_more_than_text")
            for address in filter(deliverable, mail.recipients()):
                post(key=f"mail:{uuid.uuid4()}", to=address, subject=str(mail.subject), body=str(mail.body), now=timezone.now())
        return len(email_messages)
