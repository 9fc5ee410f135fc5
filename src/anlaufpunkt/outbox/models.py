"""Messages, and when the jobs that come back are due."""

import uuid

from django.db import models

from anlaufpunkt.outbox.domain.letter import Letter
from anlaufpunkt.outbox.domain.rules import Standing, State


class Message(models.Model):
    """Once sent, recipient, subject and body are emptied: only the key and the numbers stay."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    key = models.CharField(max_length=80, unique=True)
    recipient = models.CharField(max_length=254, blank=True)
    subject = models.CharField(max_length=250, blank=True)
    body = models.TextField(blank=True)
    created = models.DateTimeField()
    due = models.DateTimeField()
    state = models.CharField(max_length=8, default=State.WAITING.value)
    attempts = models.PositiveSmallIntegerField(default=0)
    repeats = models.PositiveSmallIntegerField(default=0)
    claim = models.UUIDField(null=True)  # of the worker that holds the message; whoever lost it can write nothing
    claimed_until = models.DateTimeField(null=True)
    settled = models.DateTimeField(null=True)
    code = models.CharField(max_length=3, blank=True)

    class Meta:
        indexes = (models.Index(fields=["state", "due"], name="message_state_due"),)
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(state=State.SENT.value) | models.Q(recipient="", subject="", body=""),
                name="sent_messages_are_empty",
            ),
        )

    def letter(self) -> Letter:
        return Letter(self.key, self.recipient, self.subject, self.body, self.created)

    def standing(self) -> Standing:
        return Standing(State(self.state), self.attempts, self.repeats, self.due)


class PeriodicJob(models.Model):
    """One row per job, so that several workers run it once per period; one more says when a worker was last here."""

    name = models.CharField(max_length=60, primary_key=True)
    due = models.DateTimeField()
    claim = models.UUIDField(null=True)
    claimed_until = models.DateTimeField(null=True)
