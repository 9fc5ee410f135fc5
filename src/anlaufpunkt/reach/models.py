"""Round tables, their meetings, and what people promise there."""

import uuid

from django.db import models
from django.db.models import Q

from anlaufpunkt.network.domain.roles import Role
from anlaufpunkt.network.models import Centre, Membership, Organization


class RoundTableQuerySet(models.QuerySet["RoundTable"]):
    def visible_to(self, membership: Membership) -> "RoundTableQuerySet":
        """A coordinator sees those of the own centre, people of an organisation those it takes part in."""
        if membership.role == Role.COORDINATOR:
            return self.filter(centre=membership.centre_id)
        return self.filter(organizations=membership.organization_id) if membership.organization_id else self.none()


class RoundTable(models.Model):
    """Organisations of a centre that meet again and again about one matter."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="round_tables")
    name = models.CharField(max_length=120)
    organizations = models.ManyToManyField(Organization, related_name="round_tables")

    objects = RoundTableQuerySet.as_manager()

    class Meta:
        ordering = ("name",)
        constraints = (models.UniqueConstraint(fields=("centre", "name"), name="round_table_once"),)

    def __str__(self) -> str:
        return self.name


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def visible_to(self, membership: Membership) -> "MeetingQuerySet":
        return self.filter(table__in=RoundTable.objects.visible_to(membership))


class Meeting(models.Model):
    """`minutes` stay inside the centre; `present` are people with an account only."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    table = models.ForeignKey(RoundTable, on_delete=models.CASCADE, related_name="meetings")
    begins = models.DateTimeField()
    ends = models.DateTimeField()
    place = models.CharField(max_length=200, blank=True)
    minutes = models.TextField(blank=True)
    present = models.ManyToManyField(Membership, related_name="meetings")

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ("-begins",)
        constraints = (models.CheckConstraint(name="meeting_ends_later", condition=Q(ends__gt=models.F("begins"))),)

    def __str__(self) -> str:
        return f"{self.table} {self.begins:%Y-%m-%d}"


class TaskQuerySet(models.QuerySet["Task"]):
    def visible_to(self, membership: Membership) -> "TaskQuerySet":
        """A coordinator sees all of the own centre, everybody else the own ones."""
        seen = self.filter(meeting__in=Meeting.objects.visible_to(membership))
        return seen if membership.role == Role.COORDINATOR else seen.filter(owner__user=membership.user_id)


class Task(models.Model):
    """What somebody has promised at a meeting."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="tasks")
    what = models.CharField(max_length=300)
    owner = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="tasks")
    due = models.DateField()
    done = models.DateTimeField(null=True)
    reminded = models.DateTimeField(null=True)

    objects = TaskQuerySet.as_manager()

    class Meta:
        ordering = ("due", "id")

    def __str__(self) -> str:
        return f"{self.id} until {self.due}"
