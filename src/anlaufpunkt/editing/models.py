import uuid

from django.db import models
from django.db.models import Q

from anlaufpunkt.directory.models import Service
from anlaufpunkt.editing.domain.lifecycle import State
from anlaufpunkt.editing.domain.stages import Fate, Outcome, Stage
from anlaufpunkt.network.models import Membership, Organization

OPEN = (State.DRAFT, State.HANDED_IN, State.RETURNED)


class DraftQuerySet(models.QuerySet["Draft"]):
    def visible_to(self, membership: Membership) -> "DraftQuerySet":
        return self.filter(organization__in=Organization.objects.visible_to(membership))


class Draft(models.Model):
    """An offer on its way to publication: a new one, or a change to a published one. Gone once it is published.

    `offer` holds facts as `directory.domain.offer.to_json` writes them, perhaps not complete yet; `base` is the revision of
    the service from which the change was begun.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="drafts")
    service = models.OneToOneField(Service, on_delete=models.CASCADE, null=True, related_name="draft")
    base = models.PositiveIntegerField(default=0)
    offer = models.JSONField(default=dict)
    state = models.CharField(max_length=10, default=State.DRAFT.value, choices=[(s.value, s.value) for s in OPEN])
    remark = models.CharField(max_length=500, blank=True, help_text="what the checker asks for")
    edition = models.PositiveIntegerField(default=0)
    touched = models.DateTimeField()
    touched_by = models.CharField(max_length=80)

    objects = DraftQuerySet.as_manager()

    class Meta:
        ordering = ("-touched",)
        constraints = (models.CheckConstraint(name="draft_is_open", condition=Q(state__in=[s.value for s in OPEN])),)

    def __str__(self) -> str:
        return str(self.id)

    @property
    def actor(self) -> str:
        return f"draft:{self.id}"


class ImportQuerySet(models.QuerySet["Import"]):
    def visible_to(self, membership: Membership) -> "ImportQuerySet":
        return self.filter(organization__in=Organization.objects.visible_to(membership))


class Import(models.Model):
    """An organisation's own list: first looked through, then taken over, perhaps undone. Kept for some time, then forgotten."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="imports")
    by = models.CharField(max_length=80, help_text="the actor")
    created = models.DateTimeField()
    state = models.CharField(max_length=10, default=Stage.PLANNED.value, choices=[(s.value, s.value) for s in Stage])
    language = models.CharField(max_length=10)
    unused = models.JSONField(default=list, help_text="columns that were not understood, each with what may be meant")

    objects = ImportQuerySet.as_manager()

    class Meta:
        ordering = ("-created",)

    def __str__(self) -> str:
        return str(self.id)

    @property
    def actor(self) -> str:
        return f"import:{self.id}"


class ImportRow(models.Model):
    """What one row of the list would do, and what has come of it.

    `base`: revision of the service or edition of the draft it was compared with. `mark`: what undoing needs to know.
    """

    part_of = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField(help_text="as the file counts")
    name = models.CharField(max_length=200, blank=True)
    outcome = models.CharField(max_length=10, choices=[(o.value, o.value) for o in Outcome])
    facts = models.JSONField(default=dict)
    differences = models.JSONField(default=list)
    problems = models.JSONField(default=list)
    identity = models.CharField(max_length=64)
    service = models.UUIDField(null=True)
    draft = models.UUIDField(null=True)
    base = models.PositiveIntegerField(default=0)
    fate = models.CharField(max_length=10, blank=True, choices=[(f.value, f.value) for f in Fate])
    reason = models.CharField(max_length=40, blank=True)
    mark = models.JSONField(default=dict)

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=("part_of", "number"), name="each_row_once"),)


class ListKey(models.Model):
    """By which number or name a list calls an offer, so that the next list changes it instead of doubling it."""

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="list_keys")
    identity = models.CharField(max_length=64)
    offer = models.UUIDField(help_text="id of the draft, which the service inherits")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("organization", "identity"), name="each_list_key_once"),)
