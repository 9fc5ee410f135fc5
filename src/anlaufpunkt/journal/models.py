"""Entries and seals. The database itself refuses to change or remove them (adapters/triggers.py)."""

from datetime import datetime

from django.db import models

from anlaufpunkt.journal.domain.chain import Fact, Seal


class Entry(models.Model):
    """No foreign keys: an entry outlives whom and what it speaks of."""

    month = models.CharField(max_length=7, db_index=True)
    at = models.CharField(max_length=32)
    actor = models.CharField(max_length=80)
    action = models.CharField(max_length=60)
    subject = models.CharField(max_length=80, db_index=True)
    centre = models.CharField(max_length=80, blank=True, db_index=True)
    organization = models.CharField(max_length=80, blank=True)
    fields = models.JSONField(default=list)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ("id",)

    @property
    def when(self) -> datetime:
        """`at`, for people: the chain needs the text as it was hashed."""
        return datetime.fromisoformat(self.at)

    def fact(self) -> Fact:
        return Fact(self.at, self.actor, self.action, self.subject, self.centre, self.organization, tuple(self.fields))


class Segment(models.Model):
    """A sealed month; `dropped` once its entries have expired and were removed."""

    month = models.CharField(max_length=7, primary_key=True)
    before = models.CharField(max_length=64)
    last = models.CharField(max_length=64)
    count = models.PositiveIntegerField()
    signature = models.CharField(max_length=64)
    dropped = models.BooleanField(default=False)

    class Meta:
        ordering = ("month",)

    def seal(self) -> Seal:
        return Seal(self.month, self.before, self.last, self.count)


class Head(models.Model):
    """One row: month and hash of the newest entry. Whoever writes an entry locks it first, so that entries form one line."""

    month = models.CharField(max_length=7, blank=True)
    last = models.CharField(max_length=64)
