"""The worker: sends what is due, and runs the jobs that come back. As many workers as wanted; each may be killed at any time."""

import logging
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime

from django.conf import settings
from django.db import DatabaseError, close_old_connections, connection
from django.utils import timezone

from anlaufpunkt.outbox import actions
from anlaufpunkt.outbox.adapters import sink, smtp
from anlaufpunkt.outbox.domain.letter import address_of, deliverable
from anlaufpunkt.outbox.domain.periodic import Job, jobs
from anlaufpunkt.outbox.domain.rules import HANDOVER, Outcome, Result
from anlaufpunkt.outbox.models import Message

log = logging.getLogger(__name__)
PAUSE = 0.5  # seconds between looks at the outbox
ROUND = 15.0  # seconds between looks at dead workers and jobs
REST = 30.0  # seconds without sending after no server was reached: they are all the same server


def send_next(*, now: datetime) -> Result | None:
    """Try one message that is due; None where there was none."""
    message = actions.claim(now=now)
    if message is None:
        return None
    with _transport(message) as outcome:
        if outcome is None:
            return Result.UNTOUCHED
        _note(message, outcome)
    if outcome.result is not Result.SENT:
        log.warning("message %s: %s %s", message.pk, outcome.result, outcome.code)
    return outcome.result


def _transport(message: Message) -> AbstractContextManager[Outcome | None]:
    def hand_over() -> bool:
        return actions.hand_over(message=message, now=timezone.now())

    letter, sender = message.letter(), settings.DEFAULT_FROM_EMAIL
    if settings.MAIL_SERVER is None:
        name = f"{letter.created:%Y%m%dT%H%M%S.%f}-{message.pk}"
        return sink.deliver(settings.MAIL_DIR, name=name, mail=letter.render(sender, readable=True), hand_over=hand_over)
    return smtp.deliver(
        settings.MAIL_SERVER, sender=address_of(sender), recipient=str(deliverable(letter.recipient)), mail=letter.render(sender),
        hand_over=hand_over,
    )  # fmt: skip


def _note(message: Message, outcome: Outcome) -> None:
    """A locked database must not make a mail go out twice: keep trying for as long as the message is ours."""
    begun = time.monotonic()
    while True:
        try:
            return actions.settle(message=message, outcome=outcome, now=timezone.now())
        except DatabaseError:
            if time.monotonic() - begun > HANDOVER.total_seconds():
                raise
            connection.close()
            time.sleep(PAUSE)


def run_job(job: Job, *, now: datetime) -> bool:
    """Run the job if it is due and no other worker has it."""
    claim = actions.begin(job=job, now=now)
    if claim is None:
        return False
    try:
        job.run(now=now)
    except Exception:
        log.exception("the job %s will be tried again", job.name)
        actions.end(job=job, claim=claim, done=False, now=now)
        return False
    actions.end(job=job, claim=claim, done=True, now=now)
    return True


def make_round(*, now: datetime) -> None:
    """Say that a worker is here, take back what dead ones held, and run what is due."""
    actions.beat(now=now)
    actions.recover(now=now)
    for job in jobs():
        run_job(job, now=now)


def work_off(*, until: Callable[[], bool] = lambda: False) -> Result | None:
    """Send all that is due; ends early where no server is reached."""
    while not until():
        result = send_next(now=timezone.now())
        if result in (None, Result.UNREACHABLE):
            return result
    return None


def run(*, until: Callable[[], bool]) -> None:
    """Work until told to stop. Whatever goes wrong is tried again: what is not noted has not happened."""
    made = rested = -float("inf")

    def called_away() -> bool:
        return until() or time.monotonic() - made > ROUND

    while not until():
        try:
            if time.monotonic() - made > ROUND:
                make_round(now=timezone.now())
                made = time.monotonic()
            if time.monotonic() - rested > REST and work_off(until=called_away) is Result.UNREACHABLE:
                rested = time.monotonic()
        except Exception:
            log.exception("the worker will try again")
            connection.close()
            time.sleep(2)
        close_old_connections()
        time.sleep(PAUSE)
