"""The secret of a mail's link, and what it is for: only its hash is kept."""

from datetime import timedelta
from enum import StrEnum
from hashlib import sha256


class Purpose(StrEnum):
    ASK = "ask"  # the monthly mail
    REMIND = "remind"
    RENEW = "renew"  # somebody asked for a new link
    STOP = "stop"  # no more mails


VALID = {Purpose.ASK: timedelta(30), Purpose.REMIND: timedelta(30), Purpose.RENEW: timedelta(30), Purpose.STOP: timedelta(365)}
ANSWERS = frozenset({Purpose.ASK, Purpose.REMIND, Purpose.RENEW})
RENEWED_AGAIN = timedelta(days=1)  # one new link a day is enough


def digest(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()


def address_mark(email: str) -> str:
    """Binds a link to the address it was sent to: it ends with the address."""
    return digest(email.strip().lower())
