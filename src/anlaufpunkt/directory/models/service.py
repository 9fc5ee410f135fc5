"""HSDS service and what hangs on it."""

import uuid

from django.db import models
from django.db.models import Exists, OuterRef, Q

from anlaufpunkt.directory.domain.eligibility import Audience
from anlaufpunkt.directory.domain.offer import PUBLIC
from anlaufpunkt.network.models import Membership, Municipality, Organization

UNDONE = "import-undone"  # cause of a revision


class Program(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    name = models.CharField(max_length=120, unique=True)

    def __str__(self) -> str:
        return self.name


class ServiceQuerySet(models.QuerySet["Service"]):
    def public(self) -> "ServiceQuerySet":
        """What readers may see."""
        return self.filter(status__in=PUBLIC)

    def real(self) -> "ServiceQuerySet":
        return self.filter(is_example=False)

    def visible_to(self, membership: Membership) -> "ServiceQuerySet":
        """People of an organisation see its services, those of a centre its organisations'; everybody else none."""
        return self.filter(organization__in=Organization.objects.visible_to(membership))

    def kept(self) -> "ServiceQuerySet":
        """Without those that a list had brought by mistake and that ended with its undoing: only their history remains."""
        newest = Revision.objects.filter(service=OuterRef("pk"), number=OuterRef("revision"), cause=UNDONE)
        return self.exclude(Q(status="defunct") & Exists(newest))

    def whole(self) -> "ServiceQuerySet":
        """With everything a card or page needs, in a constant number of queries."""
        return self.select_related("organization", "program").prefetch_related(
            "texts", "needs", "languages", "schedules__exceptions", "cost_options", "phones", "areas", "documents",
            "places__location__address", "places__location__accessibility",
        )  # fmt: skip


class Service(models.Model):
    """An offer (Angebot). `source_date` is kept as the source says it; `assured_date` only after somebody confirmed."""

    STATUS = ("active", "inactive", "defunct", "temporarily closed")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="services")
    revision = models.PositiveIntegerField(default=0, help_text="number of the newest Revision")
    program = models.ForeignKey(Program, on_delete=models.PROTECT, null=True, related_name="services")
    language = models.CharField(max_length=10, default="de")
    status = models.CharField(max_length=20, default="active", choices=[(s, s) for s in STATUS])
    closed_until = models.DateField(null=True)
    min_age_months = models.PositiveSmallIntegerField(null=True)
    max_age_months = models.PositiveSmallIntegerField(null=True)
    groups = models.JSONField(default=list)
    audience = models.CharField(max_length=5, default="all", choices=[(a.value, a.value) for a in Audience])
    residence = models.JSONField(default=list)
    german = models.CharField(max_length=4, blank=True)
    delivery = models.JSONField(default=list)
    spoken_note = models.CharField(max_length=200, blank=True)
    time_note = models.CharField(max_length=300, blank=True)
    remark = models.CharField(max_length=400, blank=True)
    appointment = models.CharField(max_length=10, blank=True, choices=[("needed", "needed"), ("walk-in", "walk-in")])
    childcare = models.BooleanField(null=True)
    email = models.EmailField(blank=True)
    url = models.URLField(max_length=400, blank=True)
    source = models.CharField(max_length=600, blank=True)
    source_date = models.CharField(max_length=10, blank=True)
    assured_date = models.DateField(null=True)
    review_days = models.PositiveSmallIntegerField(default=90, help_text="how long a confirmation holds")
    unconfirmed = models.BooleanField(default=False)
    series = models.UUIDField(null=True)
    partner_name = models.CharField(max_length=120, blank=True)
    partner_phone = models.CharField(max_length=40, blank=True)
    partner_email = models.EmailField(blank=True)
    is_example = models.BooleanField(default=False)
    last_modified = models.DateTimeField()

    objects = ServiceQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(name="service_has_source", condition=Q(is_example=True) | ~Q(source="")),
            models.CheckConstraint(
                name="service_age_range",
                condition=Q(min_age_months=None) | Q(max_age_months=None) | Q(min_age_months__lte=models.F("max_age_months")),
            ),
        )

    def __str__(self) -> str:
        return str(self.id)

    @property
    def is_public(self) -> bool:
        return self.status in PUBLIC

    def shown_in(self, reader: str) -> str:
        """The language of its texts for this reader: theirs where there is a text, else the one it was written in."""
        return reader if any(text.language == reader for text in self.texts.all()) else self.language

    def name_in(self, reader: str) -> str:
        """Fetch `texts` with it where there are many."""
        shown = self.shown_in(reader)
        return next((text.name for text in self.texts.all() if text.language == shown), "")


class Revision(models.Model):
    """A service as it was after a change, whole and not only public: for comparing and restoring."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    offer = models.JSONField()
    cause = models.CharField(max_length=20)
    actor = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        ordering = ("-number",)
        constraints = (models.UniqueConstraint(fields=("service", "number"), name="each_revision_once"),)


class ServiceText(models.Model):
    ORIGINS = ("source", "human", "machine", "reviewed")

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(max_length=10)
    name = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    origin = models.CharField(max_length=10, default="source", choices=[(o, o) for o in ORIGINS])
    made_from = models.CharField(max_length=16, blank=True)
    reviewed_by = models.CharField(max_length=80, blank=True)
    stale = models.BooleanField(default=False, help_text="as `Offer.stale` says; kept here so that lists can ask for it")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("service", "language"), name="one_text_per_language"),)
        indexes = (models.Index(fields=("language", "stale", "origin", "service"), name="texts_by_state"),)


class ServiceNeed(models.Model):
    """Which need of the taxonomy the service answers; `rank` 0 is the main one."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="needs")
    need = models.CharField(max_length=40, db_index=True)
    rank = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("rank",)
        constraints = (models.UniqueConstraint(fields=("service", "need"), name="each_need_once"),)


class Language(models.Model):
    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="languages")
    code = models.CharField(max_length=10)

    class Meta:
        ordering = ("id",)


class Schedule(models.Model):
    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="schedules")
    byday = models.CharField(max_length=60)
    opens_at = models.TimeField(null=True)
    closes_at = models.TimeField(null=True)
    interval = models.PositiveSmallIntegerField(default=1)
    dtstart = models.DateField(null=True)
    until = models.DateField(null=True)
    timezone = models.CharField(max_length=40, default="Europe/Berlin")
    on_holidays = models.BooleanField(default=False)
    in_school_holidays = models.BooleanField(default=True)

    class Meta:
        ordering = ("id",)


class ScheduleException(models.Model):
    schedule = models.ForeignKey(Schedule, on_delete=models.CASCADE, related_name="exceptions")
    day = models.DateField()
    takes_place = models.BooleanField(default=False)


class CostOption(models.Model):
    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="cost_options")
    option = models.CharField(max_length=20, choices=[(o, o) for o in ("free", "fee", "small-fee")])
    amount = models.DecimalField(max_digits=8, decimal_places=2, null=True)
    currency = models.CharField(max_length=3, default="EUR")


class Phone(models.Model):
    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="phones")
    number = models.CharField(max_length=40)


class ServiceArea(models.Model):
    """`extent`: nrw, de, or municipality (then with its key)."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="areas")
    extent = models.CharField(max_length=12, choices=[(e, e) for e in ("municipality", "nrw", "de")])
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, null=True)


class RequiredDocument(models.Model):
    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="documents")
    document = models.CharField(max_length=40)
