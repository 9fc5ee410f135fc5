"""What readers report as wrong, and what the indexer still has to read."""

from django.db import models

from anlaufpunkt.directory.models.service import Service


class Report(models.Model):
    """One tap: this fact is wrong. `page` names a page instead of a service (barrier report)."""

    FACTS = ("name", "what", "who", "when", "where", "cost", "languages", "contact", "ended", "barrier", "number")

    service = models.ForeignKey(Service, on_delete=models.CASCADE, null=True, related_name="reports")
    page = models.CharField(max_length=200, blank=True)
    fact = models.CharField(max_length=12, choices=[(f, f) for f in FACTS])
    note = models.CharField(max_length=500, blank=True)
    language = models.CharField(max_length=10)
    times = models.PositiveIntegerField(default=1)
    created = models.DateTimeField()
    done = models.BooleanField(default=False)


class ServiceChange(models.Model):
    """Written in the same transaction as the change itself; the indexer removes it once the change is findable."""

    service_id = models.UUIDField()
