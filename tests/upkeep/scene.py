"""Services in every state, for the tests of this room."""

import re
import uuid
from datetime import date, datetime, timedelta

from anlaufpunkt.directory.actions import put_service
from anlaufpunkt.directory.domain.offer import Offer, Text
from anlaufpunkt.directory.models import Service
from anlaufpunkt.network.models import Organization
from anlaufpunkt.outbox.models import Message
from anlaufpunkt.upkeep import jobs
from anlaufpunkt.upkeep.models import Review
from tests.desk.people import NOW

TODAY = NOW.date()
OLD = TODAY - timedelta(days=200)


def make_service(carrier: Organization, *, assured: date | None = OLD, name: str = "EXAMPLE Fahrrad") -> Service:
    offer = Offer(
        id=str(uuid.uuid4()), organization=carrier.name, language="de", needs=("bicycle",), is_example=carrier.is_example,
        texts={"de": Text(name, "Wir reparieren.")}, assured=assured, phone="0231 5550", source="" if carrier.is_example else "x",
    )  # fmt: skip
    return put_service(offer=offer, organization=carrier, now=NOW - timedelta(days=300))


def agree(carrier: Organization, email: str = "office@example.org", language: str = "de") -> None:
    Organization.objects.filter(pk=carrier.pk).update(contact_email=email, contact_language=language, mail_agreed=NOW)
    carrier.refresh_from_db()


def make_review(service: Service, stage: str, *, days: int = 0) -> Review:
    """In this stage for so many days."""
    since = TODAY - timedelta(days)
    return Review.objects.create(service=service, stage=stage, started=since, since=since, call_due=TODAY + timedelta(14))


def after(days: int) -> datetime:
    return NOW + timedelta(days)


def run(days: int = 0) -> None:
    jobs.run(now=after(days))


def daily(first: int, last: int) -> None:
    """Run the job on each of these days."""
    for day in range(first, last + 1):
        run(day)


def stage(service: Service) -> str:
    return Review.objects.filter(service=service).values_list("stage", flat=True).first() or "none"


def posted() -> list[Message]:
    """Mails in the outbox, in the order of posting."""
    return list(Message.objects.order_by("created"))


def mails() -> list[str]:
    return [message.body for message in posted()]


def recipients() -> list[str]:
    return [message.recipient for message in posted()]


def link_in(body: str, kind: str = "review") -> str:
    """The path of the link to the page, or (`review/stop`) of the one that ends the mails."""
    links = re.findall(r"https?://\S+?(/[\w-]+/review/\S+)", body)
    wanted = [one for one in links if ("/stop/" in one) == (kind == "review/stop")]
    assert len(wanted) == 1
    return str(wanted[0])
