"""One inquiry: its thread, and how the person can be reached."""

import json
from dataclasses import dataclass
from datetime import datetime

from anlaufpunkt.contact.domain.asked import SafeContact
from anlaufpunkt.contact.domain.messages import Kind
from anlaufpunkt.contact.models import Inquiry, Person, PrivateLink
from anlaufpunkt.protection.selectors import readable
from anlaufpunkt.terms.domain.links import digest


@dataclass(frozen=True, slots=True)
class Turn:
    kind: Kind
    author: str
    at: datetime
    text: str


def thread(inquiry: Inquiry, *, inside: bool) -> list[Turn]:
    """Oldest first; notes only for those inside. A person never sees the name of a counsellor."""
    found = inquiry.messages.select_related("author")
    if not inside:
        found = found.exclude(kind=Kind.NOTE)
    return [Turn(Kind(m.kind), m.author.name if m.author and inside else "", m.at, m.text) for m in found]


def contact_of(person: Person) -> SafeContact:
    return SafeContact.from_json(json.loads(person.contact))


def link_behind(secret: str) -> PrivateLink | None:
    """Also an expired one: its page says how to get another. None once its data key has been dropped."""
    found = PrivateLink.objects.select_related("inquiry__person", "inquiry__centre").filter(digest=digest(secret)).first()
    return found if found and readable(found.data_key) else None


def secret_for(inquiry: Inquiry) -> str:
    """For a mail to the person."""
    link = inquiry.links.get()
    return str(link.secret)
