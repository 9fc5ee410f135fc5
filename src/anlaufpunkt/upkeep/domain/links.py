"""What a mail's link is for, and how long it holds."""

import uuid
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from anlaufpunkt.terms.domain.links import digest


class Purpose(StrEnum):
    ASK = "ask"  # the monthly mail
    REMIND = "remind"
    RENEW = "renew"  # somebody asked for a new link
    STOP = "stop"  # no more mails


VALID = {Purpose.ASK: timedelta(30), Purpose.REMIND: timedelta(30), Purpose.RENEW: timedelta(30), Purpose.STOP: timedelta(365)}
ANSWERS = frozenset({Purpose.ASK, Purpose.REMIND, Purpose.RENEW})
MONTHLY = frozenset({Purpose.ASK, Purpose.REMIND})
RENEWED_AGAIN = timedelta(days=1)  # one new link a day is enough


def mail_key(organization: uuid.UUID, purpose: Purpose, *, month: str, now: datetime) -> str:
    """Names the event: one such mail a month, or one new link a day (of UTC, where no day has 25 hours)."""
    return f"review-{purpose}:{organization}.{month if purpose in MONTHLY else f'{now.astimezone(UTC):%Y-%m-%d}'}"


def address_mark(email: str) -> str:
    """Binds a link to the address it was sent to: it ends with the address."""
    return digest(email.strip().lower())
