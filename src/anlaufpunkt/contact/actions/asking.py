"""Somebody asks a person."""

import json
import secrets
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.db import IntegrityError, transaction
from django.db.models import F

from anlaufpunkt.contact.actions.person import set_contact, write
from anlaufpunkt.contact.actions.threads import fresh_message, journal, mark_contact
from anlaufpunkt.contact.domain import inquiry as rules
from anlaufpunkt.contact.domain.asked import SafeContact
from anlaufpunkt.contact.domain.codes import ALPHABET, LENGTH
from anlaufpunkt.contact.domain.consent import How, Purpose
from anlaufpunkt.contact.domain.inquiry import State
from anlaufpunkt.contact.domain.links import VALID, secret_of
from anlaufpunkt.contact.domain.messages import Kind, Origin
from anlaufpunkt.contact.emails import tell_the_desk
from anlaufpunkt.contact.models import Consent, Inquiry, InquiryNeed, Message, Person, PrivateLink
from anlaufpunkt.network.models import Centre, Municipality, Organization
from anlaufpunkt.protection.actions import new_data_key
from anlaufpunkt.terms.domain.links import digest

Rows = tuple[Person, Inquiry, Message, PrivateLink]


@dataclass(frozen=True, slots=True, repr=False)  # it must not end in a log
class Wish:
    """What somebody asks for. `consent` is the mark of the sentences that were shown (`domain.consent.text_mark`)."""

    text: str
    language: str
    contact: SafeContact
    consent: str
    read_in: str  # language of those sentences
    pin: str = ""
    needs: tuple[str, ...] = ()
    dangers: tuple[str, ...] = ()
    place: Municipality | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    inquiry: Inquiry
    secret: str = field(repr=False)


def send_inquiry(
    *, once: str, wish: Wish, centre: Centre, organization: Organization | None, origin: Origin, how: How, now: datetime
) -> Receipt:
    """Keep an inquiry; responsible from now on is the organisation, or the centre. The same form twice is one inquiry."""
    secret = secret_of(settings.JOURNAL_KEY, once)
    mine = Inquiry.objects.filter(once=digest(once))
    found = known = mine.first()
    if found is None:
        rows = _sealed(once, secret, wish, now, centre=centre, organization=organization, origin=origin)
        try:
            with transaction.atomic():
                found = _keep(rows, wish, how, now)
        except IntegrityError:  # the same form came at the same moment
            found = known = mine.first()
            if found is None:
                raise
    if known is not None:
        _amend(known, once, wish, centre, now)
        found = mine.get()
    return Receipt(found, secret)


@transaction.atomic
def _amend(known: Inquiry, once: str, wish: Wish, centre: Centre, now: datetime) -> None:
    """The form was sent again. What she changed after going back counts: above all how she can be reached without danger."""
    write(inquiry=known, text=wish.text, once=once, dangers=wish.dangers, now=now)
    person, link = known.person, known.links.get()
    if json.loads(person.contact) != wish.contact.to_json():
        set_contact(inquiry=known, contact=wish.contact, now=now)
    if wish.pin and not (link.pin and check_password(wish.pin, link.pin)):
        PrivateLink.objects.filter(pk=link.pk).update(pin=make_password(wish.pin))
    moved = Inquiry.objects.filter(pk=known.pk, state=State.NEW, organization=None).exclude(centre=centre)
    if moved.update(centre=centre, place=wish.place, version=F("version") + 1):
        known.refresh_from_db()
        journal(known, "moved", actor="public", now=now)
        tell_the_desk(known, now=now)


def _code() -> str:
    while Inquiry.objects.filter(code=(code := "".join(secrets.choice(ALPHABET) for _ in range(LENGTH)))).exists():
        pass
    return code


def _inquiry(person: Person, once: str, wish: Wish, now: datetime, **facts: Any) -> Inquiry:
    standing = rules.first(urgent=bool(wish.dangers), now=now)
    return Inquiry(
        code=_code(), once=digest(once), person=person, state=standing.state,
        due=standing.due, urgent=standing.urgent, dangers=list(wish.dangers), place=wish.place, language=wish.language,
        created=now, touched=now, **facts,
    )  # fmt: skip


def _sealed(once: str, secret: str, wish: Wish, now: datetime, **facts: Any) -> Rows:
    """All that takes time (a key, sealing, hashing a PIN), before the transaction: it holds up nobody.

    The key of a row that never came is dropped at night.
    """
    person = Person(data_key=new_data_key(now=now), language=wish.language, channel=wish.contact.channel)
    person.contact = json.dumps(wish.contact.to_json())
    inquiry = _inquiry(person, once, wish, now, **facts)
    message = fresh_message(inquiry=inquiry, kind=Kind.IN, text=wish.text, once=once, now=now)
    link = PrivateLink(digest=digest(secret), inquiry=inquiry, expires=now + VALID, data_key=person.data_key)
    link.secret = secret
    link.pin = make_password(wish.pin) if wish.pin else ""
    return person, inquiry, message, link


def _keep(rows: Rows, wish: Wish, how: How, now: datetime) -> Inquiry:
    person, inquiry, message, link = rows
    person.save(force_insert=True)
    mark_contact(person, wish.contact)
    inquiry.save(force_insert=True)
    InquiryNeed.objects.bulk_create(InquiryNeed(inquiry=inquiry, need=need) for need in wish.needs)
    message.save(force_insert=True)
    Consent.objects.create(inquiry=inquiry, purpose=Purpose.ANSWER, text=wish.consent, language=wish.read_in, given=now, how=how)
    link.save(force_insert=True)
    journal(inquiry, "asked", actor="public", now=now, fields=["urgent"] if inquiry.urgent else [])
    tell_the_desk(inquiry, now=now)
    return inquiry
