"""The one gate: whom this room may write to. Every mail passes through it (emails.py)."""

from datetime import datetime
from typing import Protocol


class Addressee(Protocol):
    """An organisation."""

    @property
    def contact_email(self) -> str: ...

    @property
    def mail_agreed(self) -> datetime | None: ...


def may_write_to(addressee: Addressee) -> bool:
    """Only to an address, and only after its organisation has agreed."""
    return addressee.mail_agreed is not None and bool(addressee.contact_email)
