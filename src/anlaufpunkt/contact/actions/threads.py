"""What several verbs do: a message into the thread, marks of a contact, an entry in the journal."""

import uuid
from collections.abc import Iterable
from datetime import datetime

from anlaufpunkt.accounts.models import User
from anlaufpunkt.contact.domain.asked import Channel, SafeContact
from anlaufpunkt.contact.domain.messages import Kind
from anlaufpunkt.contact.models import ContactMark, Inquiry, Message, Person
from anlaufpunkt.journal.actions import note
from anlaufpunkt.protection.selectors import blind
from anlaufpunkt.terms.domain.links import digest
from anlaufpunkt.terms.domain.refusal import Refused


def locked(inquiry: Inquiry) -> Inquiry:
    """The inquiry as it is now, for this transaction alone. Raises Refused("erased") where it has gone meanwhile."""
    found = Inquiry.objects.select_for_update(of=("self",)).select_related("person").filter(pk=inquiry.pk).first()
    if found is None:
        raise Refused("erased")
    return found


def fresh_message(*, inquiry: Inquiry, kind: Kind, text: str, once: str, now: datetime, author: User | None = None) -> Message:
    """Sealed, and not yet kept."""
    key, form = inquiry.person.data_key, digest(f"{inquiry.pk}\0{kind}\0{once}\0{text}")
    fresh = Message(id=uuid.uuid4(), inquiry=inquiry, kind=kind, author=author, at=now, once=form, data_key=key)
    fresh.text = text
    return fresh


def keep_message(*, inquiry: Inquiry, kind: Kind, text: str, once: str, now: datetime, author: User | None = None) -> bool:
    """False where the same form with the same text has been kept already; changed words are another message."""
    fresh = fresh_message(inquiry=inquiry, kind=kind, text=text, once=once, now=now, author=author)
    kept = Message.objects.bulk_create([fresh], ignore_conflicts=True)
    return Message.objects.filter(pk=kept[0].pk).exists()


def mark_contact(person: Person, contact: SafeContact) -> None:
    """Only what she may be reached by is found again."""
    person.marks.all().delete()
    value = {Channel.MAIL: contact.mail, Channel.PHONE: contact.phone}.get(contact.channel, "")
    if value:
        ContactMark.objects.create(person=person, digest=blind(contact.channel.value, value))


def journal(inquiry: Inquiry, action: str, *, actor: str, now: datetime, fields: Iterable[str] = ()) -> None:
    note(
        now=now, actor=actor, action=f"inquiry.{action}", subject=f"inquiry:{inquiry.id}", centre=inquiry.centre_id,
        organization=str(inquiry.organization_id or ""), fields=fields,
    )  # fmt: skip
