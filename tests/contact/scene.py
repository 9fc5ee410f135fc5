"""Inquiries for the tests: as a person types them, and made at once."""

import re
import uuid
from datetime import datetime
from typing import Any

from anlaufpunkt.contact import actions
from anlaufpunkt.contact.domain.asked import Channel, SafeContact
from anlaufpunkt.contact.domain.consent import How
from anlaufpunkt.contact.domain.messages import Origin
from anlaufpunkt.contact.models import Inquiry
from anlaufpunkt.network.models import Centre, Organization
from tests.desk.people import NOW

MARKER = "Zwetschgenknoedel"  # a word that stands nowhere else
TEXT = f"Ich suche einen Deutschkurs. {MARKER}"
HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')
LINK = re.compile(r"/(\w+)/my/([0-9a-f]{64})/")


def typed(**facts: str) -> dict[str, str]:
    """What a browser sends from the form, without script."""
    return {
        "text": TEXT, "place": "Dortmund", "language": "ar", "channel": "link", "agree": "on", "once": str(uuid.uuid4()),
        "others": "on", "step": "check", **facts,
    }  # fmt: skip


def ask(
    centre: Centre, *, organization: Organization | None = None, contact: SafeContact | None = None, now: datetime = NOW,
    text: str = TEXT, once: str = "", **facts: Any,
) -> tuple[Inquiry, str]:  # fmt: skip
    """An inquiry and the secret of its link."""
    wish = actions.Wish(
        text=text, language=facts.pop("language", "ar"), contact=contact or SafeContact(), consent="x", read_in="de", **facts
    )
    receipt = actions.send_inquiry(
        once=once or str(uuid.uuid4()), wish=wish, centre=centre, organization=organization, origin=Origin.WEB, how=How.TICKED,
        now=now,
    )  # fmt: skip
    return Inquiry.objects.get(pk=receipt.inquiry.pk), receipt.secret


def by_mail(address: str) -> SafeContact:
    return SafeContact(Channel.MAIL, mail=address)


def by_phone(number: str) -> SafeContact:
    return SafeContact(Channel.PHONE, phone=number, when="abends", name="Frau X")
