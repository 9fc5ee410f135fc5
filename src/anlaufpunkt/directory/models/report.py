"""What readers report as wrong, and what the indexer still has to read."""

import uuid

from django.db import models

from anlaufpunkt.directory.domain.reports import Outcome, Owner
from anlaufpunkt.directory.models.service import Service
from anlaufpunkt.network.models import Membership, Organization


class ReportQuerySet(models.QuerySet["Report"]):
    def visible_to(self, membership: Membership) -> "ReportQuerySet":
        """About services that the membership sees; reports about pages are for whoever runs the system."""
        return self.filter(service__organization__in=Organization.objects.visible_to(membership))


class Report(models.Model):
    """One tap: this fact is wrong. `page` names a page instead of a service (barrier report).

    `changed` is what the organisation itself says (`from_carrier`): until that is done the offer is not asked about again.
    """

    FACTS = ("name", "what", "who", "when", "where", "cost", "languages", "contact", "ended", "barrier", "number")
    CHANGED = "changed"

    service = models.ForeignKey(Service, on_delete=models.CASCADE, null=True, related_name="reports")
    page = models.CharField(max_length=200, blank=True)
    fact = models.CharField(max_length=12, choices=[(f, f) for f in (*FACTS, CHANGED)])
    note = models.CharField(max_length=500, blank=True)
    language = models.CharField(max_length=10)
    times = models.PositiveIntegerField(default=1)
    created = models.DateTimeField()
    owner = models.CharField(max_length=12, default=Owner.OPERATOR.value, choices=[(o.value, o.value) for o in Owner])
    due = models.DateField()
    done = models.BooleanField(default=False)
    outcome = models.CharField(max_length=10, blank=True, choices=[(o.value, o.value) for o in Outcome])
    settled = models.DateTimeField(null=True)

    objects = ReportQuerySet.as_manager()


class ServiceChange(models.Model):
    """Written in the same transaction as the change itself; the indexer removes it once the change is findable.

    `EVERYTHING` instead of a service: no service is as it was, because a backup was restored.
    """

    EVERYTHING = uuid.UUID(int=0)

    service_id = models.UUIDField()
