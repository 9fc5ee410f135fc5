"""The centre calls: who has taken which organisation, and what came of it."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from anlaufpunkt.directory.actions import lock_services
from anlaufpunkt.journal.actions import note
from anlaufpunkt.network.models import Membership, Organization
from anlaufpunkt.terms.domain.refusal import Refused
from anlaufpunkt.upkeep.actions.answers import say
from anlaufpunkt.upkeep.domain.answers import AGAIN, NOT_REACHED_REST, Answer
from anlaufpunkt.upkeep.domain.review import CALLED
from anlaufpunkt.upkeep.models import Review

HELD = timedelta(hours=2)  # a forgotten claim ends by itself


@transaction.atomic
def claim(*, by: Membership, organization: Organization, now: datetime) -> None:
    """Take all calls to an organisation, so that no colleague calls it too."""
    _held_by_me(by, organization, now)
    _calls(organization).update(claimed_by=by.user, claimed_until=now + HELD)


@transaction.atomic
def release(*, by: Membership, organization: Organization) -> None:
    _calls(organization).filter(claimed_by=by.user).update(claimed_by=None, claimed_until=None)


@transaction.atomic
def note_call(
    *, by: Membership, review: Review, result: Answer | None, now: datetime, again: int | None = None, words: str = ""
) -> None:
    """Without a result nobody was reached, or (`again`) asked to be called again in so many days."""
    service = review.service
    lock_services([service.pk])
    _held_by_me(by, service.organization, now)
    row = Review.objects.filter(pk=review.pk, stage__in=CALLED).first()
    if row is None:
        raise Refused("call_is_over")
    if result is not None:
        say(service=service, answer=result, actor=by.user.actor, now=now, note=words)
    else:
        _try_again(row, again, now)
    carrier = service.organization
    outcome = result or ("again" if again else "not-reached")
    note(
        now=now, actor=by.user.actor, action="call.noted", subject=f"service:{service.pk}", centre=carrier.centre_id or "",
        organization=str(carrier.pk), fields=[f"result:{outcome}"],
    )  # fmt: skip


def _try_again(row: Review, again: int | None, now: datetime) -> None:
    """The clock runs from the first try on; who asks for a later call is given that time."""
    if again is not None and again not in AGAIN:
        raise Refused("unknown_day")
    today = timezone.localdate(now)
    later = today + timedelta(again or NOT_REACHED_REST)
    since = row.since or (None if again else today)
    if again and since:
        since = max(since, later)
    Review.objects.filter(pk=row.pk).update(tries=row.tries + 1, call_after=later, since=since)


def _calls(organization: Organization) -> QuerySet[Review]:
    return Review.objects.filter(service__organization=organization, stage__in=CALLED)


def _held_by_me(by: Membership, organization: Organization, now: datetime) -> None:
    """Locks the organisation's calls; raises Refused while a colleague holds them. No join: it would show the state before."""
    for row in _calls(organization).select_for_update(of=("self",)).order_by("pk"):
        if row.claimed_by_id and row.claimed_by_id != by.user_id and row.claimed_until and row.claimed_until > now:
            raise Refused("claimed", by=str(row.claimed_by))
