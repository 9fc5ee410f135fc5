"""A mail as it goes out: what may be posted, and its bytes, the same ones every time it is built."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from hashlib import sha256

from anlaufpunkt.terms.domain.refusal import Refused

KEY = re.compile(r"[a-z][a-z-]*:[A-Za-z0-9.:_-]{1,60}")
_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_DOMAIN = re.compile(r"[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*")
_LONGEST_ADDRESS, _LONGEST_SUBJECT = 254, 250


@dataclass(frozen=True, slots=True)
class Letter:
    """`key` names the event the mail speaks of: the same event is never posted twice."""

    key: str
    recipient: str
    subject: str
    body: str
    created: datetime

    def check(self) -> None:
        """Refuse whatever could smuggle in a header or cannot be written into a mail."""
        if not KEY.fullmatch(self.key):
            raise Refused("mail_key")
        if deliverable(self.recipient) is None:
            raise Refused("mail_recipient")
        if not 0 < len(self.subject) <= _LONGEST_SUBJECT or any(_unprintable(c) for c in self.subject):
            raise Refused("mail_subject")
        if any(unicodedata.category(c) == "Cs" or c == "\0" for c in self.body):
            raise Refused("mail_body")

    def render(self, sender: str, *, readable: bool = False) -> bytes:
        """The whole mail. `readable`: for files, without the encoding that the way through mail servers needs."""
        message = EmailMessage(policy=SMTP.clone(cte_type="7bit"))
        message["From"] = sender
        message["To"] = Address(addr_spec=str(deliverable(self.recipient)))
        message["Subject"] = self.subject
        message["Date"] = format_datetime(self.created)
        message["Message-ID"] = message_id(self.key, sender)
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(self.body, cte="8bit" if readable else None)
        return message.as_bytes(policy=SMTP if readable else message.policy)


def message_id(key: str, sender: str) -> str:
    """The same for every repetition, so that mail servers and readers can see that they have the mail already."""
    return f"<{sha256(key.encode()).hexdigest()[:32]}@{address_of(sender).rpartition('@')[2]}>"


def address_of(sender: str) -> str:
    """The bare address of `Name <address>`."""
    return parseaddr(sender)[1]


def deliverable(address: str) -> str | None:
    """The address as mail servers take it, with its domain in ASCII; None where we would not write to it."""
    local, at, domain = address.rpartition("@")
    try:
        domain = domain.encode("idna").decode("ascii")
    except UnicodeError:
        return None
    whole = f"{local}@{domain}"
    fits = at and len(whole) <= _LONGEST_ADDRESS and _LOCAL.fullmatch(local) and _DOMAIN.fullmatch(domain)
    return whole if fits else None


def _unprintable(character: str) -> bool:
    """Control characters, separators of lines, halves of characters; the marks of writing direction are fine."""
    return unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp")
