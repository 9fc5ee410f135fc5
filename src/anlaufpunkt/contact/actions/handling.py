"""What the desk does with an inquiry. Each step is one conditional UPDATE on what was seen: the slower of two is told."""

from datetime import date, datetime

from django.db import transaction

from anlaufpunkt.accounts.models import User
from anlaufpunkt.contact.actions.threads import journal, keep_message, locked
from anlaufpunkt.contact.domain.inquiry import Outcome, Side, Standing, Verb, after
from anlaufpunkt.contact.domain.links import VALID
from anlaufpunkt.contact.domain.messages import Kind
from anlaufpunkt.contact.emails import tell_of_lateness, tell_the_person
from anlaufpunkt.contact.models import Inquiry, InquiryNeed, Look, PrivateLink
from anlaufpunkt.contact.selectors import colleagues, side_of
from anlaufpunkt.network.models import Membership
from anlaufpunkt.terms.domain.refusal import Refused

AT_ONCE = 500  # late inquiries in one round


def move(
    inquiry: Inquiry, verb: Verb, side: Side, *, now: datetime, holder: User | None = None, danger: bool = False, **more: object
) -> Standing:
    """Write what the table gives. Raises Refused("changed_meanwhile") where somebody was quicker: nothing is written then."""
    then = after(inquiry.standing(), verb, side, now=now, to_whom=str(holder.pk) if holder else "", danger=danger)
    written = Inquiry.objects.filter(pk=inquiry.pk, version=inquiry.version).update(
        state=then.state, holder=then.holder or None, due=then.due, urgent=then.urgent, reminded=None, touched=now,
        version=inquiry.version + 1, **more,
    )  # fmt: skip
    if not written:
        raise Refused("changed_meanwhile")
    return then


def claim(*, by: Membership, inquiry: Inquiry, now: datetime) -> None:
    _held(by, inquiry, Verb.CLAIM, by.user, now)


def take_over(*, by: Membership, inquiry: Inquiry, now: datetime) -> None:
    """From a colleague who is away; the journal and the thread's head say so."""
    _held(by, inquiry, Verb.TAKE_OVER, by.user, now)


def hand_over(*, by: Membership, inquiry: Inquiry, to: User, now: datetime) -> None:
    if to not in colleagues(inquiry):
        raise Refused("not_a_colleague")
    _held(by, inquiry, Verb.HAND_OVER, to, now)


@transaction.atomic
def release(*, by: Membership, inquiry: Inquiry, now: datetime) -> None:
    move(inquiry, Verb.RELEASE, side_of(by, inquiry), now=now)
    journal(inquiry, Verb.RELEASE, actor=by.user.actor, now=now)


@transaction.atomic
def _held(by: Membership, inquiry: Inquiry, verb: Verb, holder: User, now: datetime) -> None:
    move(inquiry, verb, side_of(by, inquiry), now=now, holder=holder)
    journal(inquiry, verb, actor=by.user.actor, now=now)


@transaction.atomic
def answer(*, by: Membership, inquiry: Inquiry, text: str, once: str, now: datetime) -> None:
    """A message to the person. `inquiry` is as its page showed it: what came since has to be read first."""
    if not keep_message(inquiry=inquiry, kind=Kind.OUT, text=text, once=once, now=now, author=by.user):
        return
    move(inquiry, Verb.ANSWER, side_of(by, inquiry), now=now, answered=inquiry.answered or now)
    PrivateLink.objects.filter(inquiry=inquiry).update(expires=now + VALID)
    journal(inquiry, Verb.ANSWER, actor=by.user.actor, now=now)
    tell_the_person(inquiry, once=once, now=now)


@transaction.atomic
def note_down(*, by: Membership, inquiry: Inquiry, text: str, once: str, now: datetime) -> None:
    """Stays inside, and moves nothing."""
    locked(inquiry)
    if keep_message(inquiry=inquiry, kind=Kind.NOTE, text=text, once=once, now=now, author=by.user):
        journal(inquiry, "note", actor=by.user.actor, now=now)


@transaction.atomic
def close(*, by: Membership, inquiry: Inquiry, outcome: Outcome, now: datetime) -> None:
    move(inquiry, Verb.CLOSE, side_of(by, inquiry), now=now, closed=now, outcome=outcome.value)
    journal(inquiry, Verb.CLOSE, actor=by.user.actor, now=now)


def remind_late(*, now: datetime) -> int:
    """Tell, once, of each inquiry whose time is over; whoever holds it, else everybody who may answer."""
    late = Inquiry.objects.unclosed().filter(due__lt=now, reminded=None).select_related("holder")
    return sum(_remind(inquiry, now) for inquiry in late[:AT_ONCE])


@transaction.atomic
def _remind(inquiry: Inquiry, now: datetime) -> bool:
    here = Inquiry.objects.filter(pk=inquiry.pk, version=inquiry.version, reminded=None)
    return tell_of_lateness(inquiry, now=now) and here.update(reminded=now) == 1  # the mail's key holds it to one


@transaction.atomic
def correct_needs(*, by: Membership, inquiry: Inquiry, needs: list[str], now: datetime) -> None:
    """What it is about, as the counsellor understands it."""
    locked(inquiry)
    before = set(inquiry.needs.values_list("need", flat=True))
    if set(needs) == before:
        return
    InquiryNeed.objects.filter(inquiry=inquiry).exclude(need__in=needs).delete()
    fresh = [InquiryNeed(inquiry=inquiry, need=need, corrected=True) for need in needs if need not in before]
    InquiryNeed.objects.bulk_create(fresh, ignore_conflicts=True)
    journal(inquiry, "needs", actor=by.user.actor, now=now)


def look(*, by: Membership, inquiry: Inquiry, today: date, now: datetime) -> None:
    """Who opened an inquiry is known, once a day; the second time nothing is written, and nobody is held up."""
    if not Look.objects.filter(inquiry=inquiry, user=by.user, day=today).exists():
        _look(by, inquiry, today, now)


@transaction.atomic
def _look(by: Membership, inquiry: Inquiry, today: date, now: datetime) -> None:
    locked(inquiry)
    if Look.objects.get_or_create(inquiry=inquiry, user=by.user, day=today)[1]:
        journal(inquiry, "look", actor=by.user.actor, now=now)
