"""The one gate: whom this room may write to. Every mail passes through it (emails.py)."""

from datetime import datetime
from typing import Protocol

from anlaufpunkt.outbox.domain.letter import deliverable


class Addressee(Protocol):
    """An organisation."""

    @property
    def contact_email(self) -> str: ...

    @property
    def mail_agreed(self) -> datetime | None: ...


def may_write_to(addressee: Addressee) -> bool:
    """Only after its organisation has agreed, and only to an address that mail servers take: else it is called."""
    return addressee.mail_agreed is not None and deliverable(addressee.contact_email) is not None
