"""Behind a mail's link: what is asked, and whether the link still works."""

from datetime import datetime

from anlaufpunkt.directory.models import Service
from anlaufpunkt.terms.domain.links import digest
from anlaufpunkt.upkeep.domain.links import ANSWERS, Purpose, address_mark
from anlaufpunkt.upkeep.domain.review import Stage
from anlaufpunkt.upkeep.models import Link, Question, Review


def link_behind(secret: str, purposes: frozenset[Purpose]) -> Link | None:
    """Also one that is over; None for a secret that was never given out for this purpose."""
    return Link.objects.select_related("organization").filter(pk=digest(secret), purpose__in=purposes).first()


def answer_link(secret: str) -> Link | None:
    return link_behind(secret, ANSWERS)


def stop_link(secret: str, now: datetime) -> Link | None:
    found = link_behind(secret, frozenset({Purpose.STOP}))
    return found if found and found.expires > now else None


def is_open(link: Link, now: datetime) -> bool:
    """Not used up, not expired, and the organisation is still written to at the address the link went to."""
    return link.used is None and link.expires > now and link.address == address_mark(link.organization.contact_email)


def questions_of(link: Link) -> list[Question]:
    return list(link.questions.select_related("service__organization").prefetch_related("service__texts"))


def answerable(service: Service) -> bool:
    """Shown to readers, or hidden only because nobody had answered."""
    if service.is_public:
        return True
    return service.status == "inactive" and Review.objects.filter(service=service, stage=Stage.HIDDEN).exists()


def open_questions(link: Link) -> list[Question]:
    return [q for q in questions_of(link) if not q.answer and answerable(q.service)]
