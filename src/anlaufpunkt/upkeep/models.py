"""What is kept of the question whether an offer is still right."""

from django.db import models
from django.db.models import Q

from anlaufpunkt.accounts.models import User
from anlaufpunkt.directory.models import Service
from anlaufpunkt.network.models import Membership, Organization
from anlaufpunkt.upkeep.domain.answers import Answer
from anlaufpunkt.upkeep.domain.links import Purpose
from anlaufpunkt.upkeep.domain.review import Review as Value
from anlaufpunkt.upkeep.domain.review import Stage

KEPT = (Stage.ASKED, Stage.REMINDED, Stage.CALL, Stage.UNCONFIRMED, Stage.HIDDEN)


class ReviewQuerySet(models.QuerySet["Review"]):
    def visible_to(self, membership: Membership) -> "ReviewQuerySet":
        return self.filter(service__organization__in=Organization.objects.visible_to(membership))


class Review(models.Model):
    """At most one per service; none where it is fresh, or nobody has been asked."""

    service = models.OneToOneField(Service, on_delete=models.CASCADE, primary_key=True, related_name="review")
    stage = models.CharField(max_length=12, choices=[(s.value, s.value) for s in KEPT])
    started = models.DateField()
    since = models.DateField(null=True, help_text="when the stage began; null: the clock stands until somebody has tried to call")
    call_due = models.DateField(null=True)
    call_after = models.DateField(null=True, help_text="asked to be called again on this day")
    tries = models.PositiveSmallIntegerField(default=0)
    claimed_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    claimed_until = models.DateTimeField(null=True)

    objects = ReviewQuerySet.as_manager()

    def value(self) -> Value:
        return Value(Stage(self.stage), self.started, self.since)


class Link(models.Model):
    """Of a mail; also the memory of which mails went out when. Only the hash of its secret is kept."""

    digest = models.CharField(primary_key=True, max_length=64)
    purpose = models.CharField(max_length=8, choices=[(p.value, p.value) for p in Purpose])
    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="links")
    address = models.CharField(max_length=64, help_text="hash of the address it was sent to")
    language = models.CharField(max_length=10)
    day = models.DateField()
    month = models.CharField(max_length=7)
    made = models.DateTimeField()
    expires = models.DateTimeField()
    used = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("organization", "purpose", "month"),
                condition=Q(purpose__in=(Purpose.ASK.value, Purpose.REMIND.value)),
                name="one_mail_of_a_kind_a_month",
            ),
        )

    def __str__(self) -> str:
        return f"{self.purpose} until {self.expires:%Y-%m-%d}"

    @property
    def actor(self) -> str:
        """How the journal names whoever holds the link."""
        return f"link:{self.digest[:16]}"


class Question(models.Model):
    """A service that the link asks about, and what was answered."""

    link = models.ForeignKey(Link, on_delete=models.CASCADE, related_name="questions")
    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="+")
    answer = models.CharField(max_length=8, blank=True, choices=[(a.value, a.value) for a in Answer])

    class Meta:
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=("link", "service"), name="each_service_once_in_a_link"),)


class MonthlyShare(models.Model):
    """How many of an organisation's services were confirmed within 90 days, as it stood at the month's last count."""

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="shares")
    month = models.DateField(help_text="its first day")
    confirmed = models.PositiveIntegerField()
    total = models.PositiveIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("organization", "month"), name="one_share_a_month"),)
