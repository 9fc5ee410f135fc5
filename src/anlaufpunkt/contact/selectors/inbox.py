"""The inbox: saved views, search by facts. There is no full-text search: content is sealed."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.db.models import Count, F, Prefetch, Q
from django.utils import timezone

from anlaufpunkt.contact.domain.codes import typed
from anlaufpunkt.contact.domain.inquiry import State
from anlaufpunkt.contact.models import Inquiry, InquiryNeed, InquiryQuerySet
from anlaufpunkt.network.models import Membership
from anlaufpunkt.protection.domain import contacts
from anlaufpunkt.protection.selectors import blind
from anlaufpunkt.terms.domain.refusal import Refused

PER_PAGE = 25


class View(StrEnum):
    MINE = "mine"
    UNASSIGNED = "unassigned"
    TODAY = "today"
    OVERDUE = "overdue"
    WAITING = "waiting"
    ALL = "all"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Found:
    """What somebody searches for: a code, an exact number or address, and facts."""

    words: str = ""
    need: str = ""
    language: str = ""
    since: date | None = None
    until: date | None = None


def _of(view: View, membership: Membership, now: datetime) -> Q:
    tonight = timezone.localtime(now).replace(hour=23, minute=59, second=59)
    unclosed = ~Q(state=State.CLOSED)
    return {
        View.MINE: Q(holder=membership.user_id) & unclosed,
        View.UNASSIGNED: Q(state=State.NEW),
        View.TODAY: unclosed & Q(due__lte=tonight),
        View.OVERDUE: unclosed & Q(due__lt=now),
        View.WAITING: Q(state=State.WAITING),
        View.ALL: unclosed,
        View.CLOSED: Q(state=State.CLOSED),
    }[view]


def counts(*, membership: Membership, now: datetime) -> dict[View, int]:
    """All in one reading."""
    seen = Inquiry.objects.visible_to(membership)
    found: dict[str, int] = seen.aggregate(
        **{view.value: Count("pk", filter=_of(view, membership, now)) for view in View if view is not View.CLOSED}
    )
    return {view: found[view.value] for view in View if view is not View.CLOSED}


def inbox(*, membership: Membership, view: View, wanted: Found, now: datetime) -> InquiryQuerySet:
    """Danger first, then what is due first; closed ones by the day they were closed."""
    found = Inquiry.objects.visible_to(membership).select_related("holder", "place")
    found = _searched(found, wanted) if wanted != Found() else found.filter(_of(view, membership, now))
    order = ("-closed",) if view is View.CLOSED else ("-urgent", F("due").asc(nulls_last=True), "created")
    return found.prefetch_related(Prefetch("needs", InquiryNeed.objects.order_by("need"))).order_by(*order)


def _searched(found: InquiryQuerySet, wanted: Found) -> InquiryQuerySet:
    if wanted.words:
        found = found.filter(_named(wanted.words))
    if wanted.need:
        found = found.filter(needs__need=wanted.need)
    if wanted.language:
        found = found.filter(language=wanted.language)
    if wanted.since:
        found = found.filter(created__date__gte=wanted.since)
    return found.filter(created__date__lte=wanted.until) if wanted.until else found


def _named(words: str) -> Q:
    """A code, an exact mail address, an exact telephone number, or nothing."""
    asked = Q(code=typed(words)) if typed(words) else Q(pk=None)
    for kind, spell in (("mail", contacts.mail), ("phone", contacts.phone)):
        try:
            asked |= Q(person__marks__digest=blind(kind, spell(words)))
        except Refused:
            continue
    return asked
