"""What the person does behind her private link."""

import json
from datetime import datetime

from django.contrib.auth.hashers import check_password
from django.db import transaction

from anlaufpunkt.contact.actions.handling import move
from anlaufpunkt.contact.actions.threads import journal, keep_message, locked, mark_contact
from anlaufpunkt.contact.domain.asked import Channel, SafeContact
from anlaufpunkt.contact.domain.inquiry import Side, Verb
from anlaufpunkt.contact.domain.links import VALID, Door
from anlaufpunkt.contact.domain.messages import Kind
from anlaufpunkt.contact.emails import mail_link, tell_of_danger
from anlaufpunkt.contact.models import Inquiry, PrivateLink
from anlaufpunkt.outbox.actions import withdraw
from anlaufpunkt.protection.selectors import blind


@transaction.atomic
def open_door(*, link: PrivateLink, pin: str, now: datetime) -> bool:
    """Whether the PIN is right. After five wrong ones the door is shut for a quarter of an hour, also for the right one."""
    mine = PrivateLink.objects.select_for_update().get(pk=link.pk)
    door = Door(mine.tries, mine.shut_until)
    if door.is_shut(now):
        return False
    right = check_password(pin, mine.pin)
    then = Door(0, None) if right else door.after_wrong(now)
    PrivateLink.objects.filter(pk=mine.pk).update(tries=then.tries, shut_until=then.shut_until)
    return right


@transaction.atomic
def write(*, inquiry: Inquiry, text: str, once: str, now: datetime, dangers: tuple[str, ...] = ()) -> None:
    """She adds something. A closed inquiry opens again: nobody who writes is forgotten."""
    mine = locked(inquiry)
    if not keep_message(inquiry=mine, kind=Kind.IN, text=text, once=once, now=now):
        return
    all_dangers = list(dict.fromkeys((*mine.dangers, *dangers)))
    move(mine, Verb.WRITE, Side.PERSON, now=now, danger=bool(dangers), closed=None, outcome="", dangers=all_dangers)
    PrivateLink.objects.filter(inquiry=mine).update(expires=now + VALID)
    journal(mine, Verb.WRITE, actor="public", now=now, fields=["urgent"] if dangers else [])
    if dangers:
        tell_of_danger(mine, now=now)


@transaction.atomic
def set_contact(*, inquiry: Inquiry, contact: SafeContact, now: datetime) -> None:
    withdraw(beginning=f"inquiry:{inquiry.id.hex}:person:")  # none that waits goes to an address that is not safe any more
    person = inquiry.person
    person.contact, person.channel = json.dumps(contact.to_json()), contact.channel.value
    person.save(update_fields=["sealed_contact", "channel"])
    mark_contact(person, contact)
    journal(inquiry, "contact", actor="public", now=now)


@transaction.atomic
def renew_link(*, code: str, mail: str, now: datetime) -> None:
    """Mail the private link again, if code and address belong together. Nobody learns whether they do."""
    mark = blind(Channel.MAIL.value, mail)
    found = Inquiry.objects.select_related("person").filter(code=code, person__marks__digest=mark).first()
    if found is not None:
        locked(found)  # erasing at the same moment finds this mail, or this finds nothing any more
        PrivateLink.objects.filter(inquiry=found).update(expires=now + VALID)
        mail_link(found, once=f"{now:%Y%m%d}", now=now)  # once a day is enough
