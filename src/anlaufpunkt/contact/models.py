"""Inquiries and the people behind them. What tells of a person is sealed; what the inbox sorts by is not."""

import uuid

from django.db import models
from django.db.models import Q

from anlaufpunkt.accounts.models import User
from anlaufpunkt.contact.domain.asked import Channel
from anlaufpunkt.contact.domain.inquiry import Outcome, Standing, State
from anlaufpunkt.contact.domain.messages import Kind, Origin
from anlaufpunkt.network.domain.roles import Role
from anlaufpunkt.network.models import Centre, Membership, Municipality, Organization
from anlaufpunkt.protection.models import SealedField, opened


class Person(models.Model):
    """Somebody who asks. Known by her private link only; dropping her data key erases what she wrote."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    data_key = models.UUIDField(unique=True)
    language = models.CharField(max_length=10)
    channel = models.CharField(max_length=5, choices=[(c.value, c.value) for c in Channel])
    sealed_contact = SealedField()
    contact = opened("sealed_contact")  # JSON of domain.asked.SafeContact

    def __str__(self) -> str:
        return str(self.id)


class ContactMark(models.Model):
    """The blind index of an exact phone number or mail address."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="marks")
    digest = models.CharField(max_length=64, db_index=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("person", "digest"), name="one_mark_per_contact"),)

    def __str__(self) -> str:
        return self.digest


class InquiryQuerySet(models.QuerySet["Inquiry"]):
    def visible_to(self, membership: Membership) -> "InquiryQuerySet":
        """An organisation's people see the organisation's, coordinators those the centre itself is responsible for."""
        if membership.role in (Role.MEMBER, Role.LEAD):
            return self.filter(organization=membership.organization_id)
        if membership.role == Role.COORDINATOR:
            return self.filter(centre=membership.centre_id, organization=None)
        return self.none()

    def unclosed(self) -> "InquiryQuerySet":
        return self.exclude(state=State.CLOSED)


class Inquiry(models.Model):
    """Responsible is the organisation, or the centre itself where none is named."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    code = models.CharField(max_length=6, unique=True)
    once = models.CharField(max_length=64, unique=True, help_text="hash of the form's own number: sent twice is one inquiry")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="inquiries")
    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="+")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, null=True, related_name="+")
    holder = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    state = models.CharField(max_length=7, default=State.NEW.value, choices=[(s.value, s.value) for s in State])
    due = models.DateTimeField(null=True)
    reminded = models.DateTimeField(null=True, help_text="its lateness has been told")
    urgent = models.BooleanField(default=False)
    dangers = models.JSONField(default=list)
    place = models.ForeignKey(Municipality, on_delete=models.SET_NULL, null=True, related_name="+")
    language = models.CharField(max_length=10)
    origin = models.CharField(max_length=5, choices=[(o.value, o.value) for o in Origin])
    created = models.DateTimeField()
    answered = models.DateTimeField(null=True)
    touched = models.DateTimeField()
    closed = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=11, blank=True, choices=[(o.value, o.value) for o in Outcome])
    version = models.PositiveIntegerField(default=0)

    objects = InquiryQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="open_inquiries_are_due",
                condition=Q(state=State.CLOSED.value, due=None, closed__isnull=False)
                | (~Q(state=State.CLOSED.value) & Q(due__isnull=False)),
            ),
            models.CheckConstraint(name="new_inquiries_have_no_holder", condition=~Q(state=State.NEW.value) | Q(holder=None)),
            models.CheckConstraint(
                name="closed_inquiries_have_an_outcome", condition=~Q(state=State.CLOSED.value) | ~Q(outcome="")
            ),
        )
        indexes = (
            models.Index(fields=["centre", "organization", "state", "due"], name="inquiry_inbox"),
            models.Index(fields=["holder", "state", "due"], name="inquiry_mine"),
        )

    def __str__(self) -> str:
        return self.code

    def standing(self) -> Standing:
        holder = str(self.holder_id) if self.holder_id else ""
        return Standing(State(self.state), holder, self.due, self.urgent)


class InquiryNeed(models.Model):
    """What we understood, and what a counsellor made of it."""

    inquiry = models.ForeignKey(Inquiry, on_delete=models.CASCADE, related_name="needs")
    need = models.CharField(max_length=60)
    corrected = models.BooleanField(default=False)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("inquiry", "need"), name="a_need_once"),)
        indexes = (models.Index(fields=["need"], name="inquiry_need"),)

    def __str__(self) -> str:
        return self.need


class Message(models.Model):
    """A turn of the thread; notes stay inside."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    inquiry = models.ForeignKey(Inquiry, on_delete=models.CASCADE, related_name="messages")
    kind = models.CharField(max_length=4, choices=[(k.value, k.value) for k in Kind])
    author = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    once = models.CharField(max_length=64, unique=True, help_text="hash of the form's own number: sent twice is one message")
    data_key = models.UUIDField()
    sealed_text = SealedField()
    text = opened("sealed_text")

    class Meta:
        ordering = ("at", "id")
        indexes = (models.Index(fields=["inquiry", "at"], name="message_thread"),)

    def __str__(self) -> str:
        return str(self.id)


class PrivateLink(models.Model):
    """Opens one inquiry to the person. Only the hash of its secret is kept, and the secret itself sealed, for her next mail."""

    digest = models.CharField(primary_key=True, max_length=64)
    inquiry = models.ForeignKey(Inquiry, on_delete=models.CASCADE, related_name="links")
    expires = models.DateTimeField()
    pin = models.CharField(max_length=128, blank=True, help_text="hashed; empty: none")
    tries = models.PositiveSmallIntegerField(default=0)
    shut_until = models.DateTimeField(null=True)
    data_key = models.UUIDField()
    sealed_secret = SealedField()
    secret = opened("sealed_secret")

    def __str__(self) -> str:
        return self.digest


class Consent(models.Model):
    """What a person agreed to, in which words, how it was given, and when it was taken back."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    inquiry = models.ForeignKey(Inquiry, on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=20)
    text = models.CharField(max_length=64, help_text="hash of the sentences that were shown")
    language = models.CharField(max_length=10)
    given = models.DateTimeField()
    how = models.CharField(max_length=10)
    withdrawn = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.purpose


class Look(models.Model):
    """Who opened an inquiry; the person can see it."""

    inquiry = models.ForeignKey(Inquiry, on_delete=models.CASCADE, related_name="looks")
    user = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    day = models.DateField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("inquiry", "user", "day"), name="a_look_a_day"),)

    def __str__(self) -> str:
        return f"{self.inquiry_id} {self.day}"


class Remembered(models.Model):
    """What stays of erased inquiries: counts without a person."""

    month = models.CharField(max_length=7)
    centre = models.ForeignKey(Centre, on_delete=models.CASCADE, related_name="+")
    need = models.CharField(max_length=60, blank=True)
    language = models.CharField(max_length=10)
    outcome = models.CharField(max_length=11, blank=True)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("month", "centre", "need", "language", "outcome"), name="one_count_of_inquiries"),
        )

    def __str__(self) -> str:
        return f"{self.month} {self.need}"
