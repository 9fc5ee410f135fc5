import uuid

from django.db import models

from anlaufpunkt.network.domain.organizations import Kind, PageKind


class Centre(models.Model):
    """A Kommunales Integrationszentrum: the tenant."""

    ags = models.CharField(primary_key=True, max_length=8)
    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=80)
    seat = models.CharField(max_length=80)
    lat = models.FloatField()
    lon = models.FloatField()
    url = models.URLField(max_length=400, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    phone_note = models.CharField(max_length=200, blank=True)
    email = models.EmailField(blank=True)
    address = models.CharField(max_length=300, blank=True)
    contact_source = models.TextField(blank=True)
    contact_as_of = models.CharField(max_length=10, blank=True)
    active = models.BooleanField(default=False, help_text="takes part with pages of its own")

    class Meta:
        ordering = ("name",)
        constraints = (
            models.CheckConstraint(
                name="centre_contact_has_source_and_date",
                condition=models.Q(phone="", email="", address="") | (~models.Q(contact_source="") & ~models.Q(contact_as_of="")),
            ),
        )

    def __str__(self) -> str:
        return self.name


class CentrePage(models.Model):
    """Imprint, privacy notice and the other texts a centre owes its readers, in one language."""

    centre = models.ForeignKey(Centre, on_delete=models.CASCADE, related_name="pages")
    kind = models.CharField(max_length=20, choices=[(k.value, k.value) for k in PageKind])
    language = models.CharField(max_length=10, default="de")
    body = models.TextField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("centre", "kind", "language"), name="one_page_per_kind_and_language"),)

    def __str__(self) -> str:
        return f"{self.centre_id} {self.kind} {self.language}"


class Municipality(models.Model):
    ags = models.CharField(primary_key=True, max_length=8)
    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=80)
    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="municipalities")

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Organization(models.Model):
    """HSDS organization. A real one keeps the source of its public facts; an invented one is marked as example."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    name = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=20, choices=[(k.value, k.value) for k in Kind])
    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, null=True, related_name="organizations")
    website = models.URLField(max_length=300, blank=True)
    umbrella = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="members")
    source = models.CharField(max_length=600, blank=True)
    is_example = models.BooleanField(default=False)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name
