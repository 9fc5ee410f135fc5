import uuid

from django.db import models
from django.db.models import Q

from anlaufpunkt.directory.models import Service
from anlaufpunkt.editing.domain.lifecycle import State
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
