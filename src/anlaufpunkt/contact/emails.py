"""Mails of first contact. On a shared phone they look like any other: no name, no need, no word of what was written."""

from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from anlaufpunkt.contact.domain.asked import Channel
from anlaufpunkt.contact.domain.codes import spoken
from anlaufpunkt.contact.models import Inquiry
from anlaufpunkt.contact.selectors.people import addresses_of
from anlaufpunkt.contact.selectors.threads import contact_of, secret_for
from anlaufpunkt.outbox.actions import post
from anlaufpunkt.terms.domain.links import digest


def tell_the_desk(inquiry: Inquiry, *, now: datetime) -> None:
    """Somebody has written; everybody who may answer hears of it."""
    subject = gettext_noop("Urgent: a new inquiry") if inquiry.urgent else gettext_noop("A new inquiry")
    _to_the_desk(inquiry, "new", subject, addresses_of(inquiry), now)


def tell_of_danger(inquiry: Inquiry, *, now: datetime) -> None:
    """Somebody whose inquiry is known writes of danger; not only the holder hears of it, once in half an hour."""
    half_hour = f"{now:%d%H}{now.minute // 30}"
    _to_the_desk(inquiry, f"danger{half_hour}", gettext_noop("Urgent: a new message"), addresses_of(inquiry), now)


def tell_of_lateness(inquiry: Inquiry, *, now: datetime) -> bool:
    """The holder, or everybody where nobody holds it or the holder has left. False where nobody is there to be told."""
    everybody = addresses_of(inquiry)
    told = [person for person in everybody if inquiry.holder and person[0] == inquiry.holder.email] or everybody
    _to_the_desk(inquiry, f"late{inquiry.version}", gettext_noop("An inquiry is late"), told, now)
    return bool(told)


def _to_the_desk(inquiry: Inquiry, event: str, subject: str, people: list[tuple[str, str]], now: datetime) -> None:
    for address, language in people:
        with override(language):
            lines = [_("Inquiry %(code)s:") % {"code": spoken(inquiry.code)}, _page(f"/{language}/desk/inquiries/{inquiry.id}/")]
            key = f"inquiry:{inquiry.id.hex}:{event}:{digest(address)[:12]}"
            post(key=key, to=address, subject=_(subject), body="\n\n".join(lines), now=now)


def tell_the_person(inquiry: Inquiry, *, once: str, now: datetime) -> None:
    """There is an answer; only where she has asked for mails."""
    _to_the_person(
        inquiry,
        f"inquiry:{inquiry.id.hex}:person:{digest(once)[:12]}",
        gettext_noop("There is a new message for you. Open it here:"),
        now,
    )


def mail_link(inquiry: Inquiry, *, once: str, now: datetime) -> None:
    _to_the_person(inquiry, f"inquiry:{inquiry.id.hex}:person:{once}", gettext_noop("Here is your link:"), now)


def _to_the_person(inquiry: Inquiry, key: str, sentence: str, now: datetime) -> None:
    contact = contact_of(inquiry.person)
    if contact.channel is not Channel.MAIL:
        return
    language = inquiry.person.language
    with override(language):
        body = "\n\n".join([_(sentence), _page(f"/{language}/my/{secret_for(inquiry)}/")])
        post(key=key, to=contact.mail, subject=_("A message for you"), body=body, now=now)


def _page(path: str) -> str:
    return settings.PUBLIC_URL.rstrip("/") + path
