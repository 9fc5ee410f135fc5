"""Verbs of the outbox: post, and what a worker does with a message.

The worker's verbs are one conditional UPDATE each: one worker wins, the others change nothing.
"""

import uuid
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from anlaufpunkt.journal.actions import note
from anlaufpunkt.outbox.domain.letter import Letter
from anlaufpunkt.outbox.domain.periodic import HEARTBEAT, LEASE, RETRY, Job
from anlaufpunkt.outbox.domain.rules import (
    CLAIM,
    CONTENT_KEPT,
    HANDOVER,
    HELD,
    IN_TROUBLE,
    KEYS_KEPT,
    OVER,
    Outcome,
    Result,
    State,
    after,
)
from anlaufpunkt.outbox.models import Message, PeriodicJob
from anlaufpunkt.terms.domain.refusal import Refused

_EMPTY = {"recipient": "", "subject": "", "body": ""}
_FREE = {"claim": None, "claimed_until": None}


@transaction.atomic
def post(*, key: str, to: str, subject: str, body: str, now: datetime, due: datetime | None = None) -> None:
    """Keep a mail in the transaction of the change it speaks of. The same key again is the same mail: nothing happens."""
    letter = Letter(key, to, subject, body, now)
    letter.check()
    Message.objects.get_or_create(
        key=key, defaults={"recipient": to, "subject": subject, "body": body, "created": now, "due": due or now}
    )


def withdraw(*, beginning: str) -> None:
    """Mails of an event that shall be forgotten: none of them stays, sent or not."""
    Message.objects.filter(key__startswith=beginning).delete()


def claim(*, now: datetime) -> Message | None:
    """Take the message that has been due longest, for this worker alone."""
    waiting = Message.objects.filter(state=State.WAITING, due__lte=now)
    for pk in waiting.order_by("due", "created").values_list("pk", flat=True)[:10]:
        mine = uuid.uuid4()
        if waiting.filter(pk=pk).update(state=State.CLAIMED, claim=mine, claimed_until=now + CLAIM):
            return Message.objects.filter(pk=pk, claim=mine).first()
    return None


def hand_over(*, message: Message, now: datetime) -> bool:
    """Note that the mail goes onto the line now; False where another worker has taken the message meanwhile."""
    held = Message.objects.filter(pk=message.pk, claim=message.claim, state=State.CLAIMED)
    return held.update(state=State.HANDED, claimed_until=now + HANDOVER) == 1


def settle(*, message: Message, outcome: Outcome, now: datetime) -> None:
    """Note how the attempt ended. That a mail was taken counts whoever holds the message by now."""
    then = after(outcome.result, message.standing(), now=now)
    held = Message.objects.filter(pk=message.pk)
    held = held.exclude(state=State.SENT) if then.state == State.SENT else held.filter(claim=message.claim, state__in=HELD)
    held.update(
        state=then.state, attempts=then.attempts, repeats=then.repeats, due=then.due, code=outcome.code, **_FREE,
        **({"settled": now} if then.state in OVER else {}), **(_EMPTY if then.state == State.SENT else {}),
    )  # fmt: skip


def recover(*, now: datetime) -> int:
    """Take back what dead workers held; returns how many messages that were."""
    lost = list(Message.objects.filter(state__in=HELD, claimed_until__lt=now))
    for message in lost:
        result = Result.UNCERTAIN if message.state == State.HANDED else Result.UNTOUCHED
        settle(message=message, outcome=Outcome(result, message.code), now=now)
    return len(lost)


@transaction.atomic
def send_again(*, message: uuid.UUID, now: datetime) -> None:
    """Somebody who runs the system gives a message in trouble a new start; it may then arrive twice."""
    fresh = {"state": State.WAITING, "due": now, "attempts": 0, "repeats": 0, "settled": None}
    if not Message.objects.filter(pk=message, state__in=IN_TROUBLE).exclude(recipient="").update(**fresh):
        raise Refused("nothing_to_send_again")
    note(now=now, actor="command", action="mail.again", subject=f"message:{message}")


@transaction.atomic
def tidy(*, now: datetime) -> None:
    """Empty what failed long ago, and let go of old keys."""
    Message.objects.filter(state__in=IN_TROUBLE, settled__lt=now - CONTENT_KEPT).update(**_EMPTY)
    Message.objects.filter(state__in=OVER, settled__lt=now - KEYS_KEPT).delete()


def beat(*, now: datetime) -> None:
    """A worker is alive: seen wherever the database is, also from other machines and containers."""
    PeriodicJob.objects.update_or_create(name=HEARTBEAT, defaults={"due": now})


def begin(*, job: Job, now: datetime) -> uuid.UUID | None:
    """Take a job that is due, for this worker alone."""
    free = Q(claimed_until=None) | Q(claimed_until__lt=now)
    row = PeriodicJob.objects.get_or_create(name=job.name, defaults={"due": now})[0]
    if row.due > job.next_period(now):  # the clock had run ahead and has been set right: not to wait for that day
        PeriodicJob.objects.filter(name=job.name, due=row.due).update(due=now, **_FREE)
    elif row.due > now:
        return None
    mine = uuid.uuid4()
    due = PeriodicJob.objects.filter(free, name=job.name, due__lte=now)
    return mine if due.update(claim=mine, claimed_until=now + LEASE) else None


def end(*, job: Job, claim: uuid.UUID, done: bool, now: datetime) -> None:
    """The job is done for this period, or is tried again soon."""
    due = job.next_period(now) if done else now + RETRY
    PeriodicJob.objects.filter(name=job.name, claim=claim).update(due=due, **_FREE)
