import uuid
from datetime import datetime

from django.db import models
from django.db.models import Q

from anlaufpunkt.accounts.models import User
from anlaufpunkt.network.domain.organizations import Kind, PageKind
from anlaufpunkt.network.domain.roles import OF_CENTRE, OF_ORGANIZATION, Role


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


class BrandingQuerySet(models.QuerySet["Branding"]):
    def visible_to(self, membership: "Membership") -> "BrandingQuerySet":
        return self.filter(centre=membership.centre_id) if membership.centre_id else self.none()


class Branding(models.Model):
    """How a centre looks on its pages. What is empty looks as it does everywhere."""

    centre = models.OneToOneField(Centre, primary_key=True, on_delete=models.CASCADE, related_name="branding")
    name = models.CharField(max_length=60, blank=True)
    colour = models.CharField(max_length=7, blank=True, help_text="as chosen; domain/colours.py makes it readable")
    logo = models.BinaryField(default=b"", blank=True, help_text="a PNG, cleaned")
    logo_digest = models.CharField(max_length=16, blank=True)
    languages = models.JSONField(default=list, blank=True, help_text="offered first, after the device's own")
    welcome = models.JSONField(default=dict, blank=True, help_text="language → text on the centre's home page")

    objects = BrandingQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name or self.centre_id

    @property
    def style(self) -> str:
        """The name of the style sheet of this colour."""
        return self.colour.removeprefix("#")


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


class OrganizationQuerySet(models.QuerySet["Organization"]):
    def visible_to(self, membership: "Membership") -> "OrganizationQuerySet":
        """People of an organisation see their own, those of a centre the centre's; an operator sees no content."""
        if membership.organization_id:
            return self.filter(id=membership.organization_id)
        return self.filter(centre=membership.centre_id) if membership.centre_id else self.none()


class Organization(models.Model):
    """HSDS organization. A real one keeps the source of its public facts; an invented one is marked as example."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    name = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=20, choices=[(k.value, k.value) for k in Kind])
    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, null=True, related_name="organizations")
    website = models.URLField(max_length=300, blank=True)
    umbrella = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="members")
    source = models.CharField(max_length=600, blank=True)
    trusted = models.BooleanField(default=False, help_text="publishes without a check by its centre")
    contact_email = models.EmailField(blank=True, help_text="asked whether offers are still right; not public")
    contact_language = models.CharField(max_length=10, default="de")
    mail_agreed = models.DateTimeField(null=True, help_text="without it nobody writes to contact_email")
    is_example = models.BooleanField(default=False)

    objects = OrganizationQuerySet.as_manager()

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class MembershipQuerySet(models.QuerySet["Membership"]):
    def current(self) -> "MembershipQuerySet":
        return self.filter(ended=None, user__is_active=True)

    def visible_to(self, membership: "Membership") -> "MembershipQuerySet":
        """A lead sees the own organisation's people, a coordinator those of the centre and of its organisations."""
        if membership.role == Role.LEAD:
            return self.filter(organization=membership.organization_id)
        if membership.role == Role.COORDINATOR:
            return self.filter(Q(centre=membership.centre_id) | Q(organization__centre=membership.centre_id))
        return self.none()


class Membership(models.Model):
    """What somebody is in an organisation or a centre. Ended ones stay, so that the journal can be read."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, null=True, related_name="memberships")
    centre = models.ForeignKey(Centre, on_delete=models.CASCADE, null=True, related_name="memberships")
    role = models.CharField(max_length=12, choices=[(r.value, r.value) for r in Role])
    since = models.DateTimeField()
    ended = models.DateTimeField(null=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ("since",)
        constraints = (
            models.CheckConstraint(
                name="role_belongs_to_its_place",
                condition=Q(role__in=sorted(r.value for r in OF_ORGANIZATION), organization__isnull=False, centre=None)
                | Q(role__in=sorted(r.value for r in OF_CENTRE), centre__isnull=False, organization=None)
                | Q(role=Role.OPERATOR.value, centre=None, organization=None),
            ),
            models.UniqueConstraint(
                fields=("user", "organization"),
                condition=Q(ended=None, organization__isnull=False),
                name="once_in_an_organization",
            ),
            models.UniqueConstraint(
                fields=("user", "centre", "role"), condition=Q(ended=None, centre__isnull=False), name="once_in_a_centre"
            ),
        )

    def __str__(self) -> str:
        return f"{self.role} {self.place}"

    @property
    def place(self) -> str:
        """The name of the organisation or centre."""
        return self.organization.name if self.organization else self.centre.name if self.centre else ""

    @property
    def tenant(self) -> str:
        """The key of the centre this membership belongs to, for the journal."""
        return (self.organization.centre_id if self.organization else self.centre_id) or ""

    def reaches(self, organization: Organization) -> bool:
        """The own organisation, or one of the own centre."""
        if self.organization_id:
            return self.organization_id == organization.id
        return bool(self.centre_id) and self.centre_id == organization.centre_id


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self, now: datetime) -> "InvitationQuerySet":
        return self.filter(used=None, expires__gt=now)

    def visible_to(self, membership: Membership) -> "InvitationQuerySet":
        """As with people: a lead sees those of the own organisation, a coordinator those of the centre and its organisations."""
        if membership.role == Role.LEAD:
            return self.filter(organization=membership.organization_id)
        if membership.role == Role.COORDINATOR:
            return self.filter(Q(centre=membership.centre_id) | Q(organization__centre=membership.centre_id))
        return self.none()


class Invitation(models.Model):
    """A link that makes its holder a member, once, until it expires. Only the hash of its secret is kept."""

    digest = models.CharField(primary_key=True, max_length=64)
    email = models.EmailField()
    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, null=True, related_name="invitations")
    centre = models.ForeignKey(Centre, on_delete=models.CASCADE, null=True, related_name="invitations")
    role = models.CharField(max_length=12, choices=[(r.value, r.value) for r in Role])
    language = models.CharField(max_length=10)
    expires = models.DateTimeField()
    by = models.ForeignKey(Membership, on_delete=models.CASCADE, null=True, related_name="invitations")
    used = models.DateTimeField(null=True)

    objects = InvitationQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.role} until {self.expires:%Y-%m-%d}"


class AccessRequestQuerySet(models.QuerySet["AccessRequest"]):
    def visible_to(self, membership: "Membership") -> "AccessRequestQuerySet":
        """The coordinator's centre; only requests whose address is proved."""
        if membership.role != Role.COORDINATOR:
            return self.none()
        return self.filter(centre=membership.centre_id, confirmed__isnull=False)


class AccessRequest(models.Model):
    """An organisation asks its centre for access. Deleted with the answer, or when nobody confirmed or answered in time."""

    id = models.UUIDField(primary_key=True)  # of the form: sent twice, it is one request
    digest = models.CharField(max_length=64, unique=True)
    centre = models.ForeignKey(Centre, on_delete=models.CASCADE, related_name="requests")
    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, null=True, related_name="requests")
    organization_name = models.CharField(max_length=200)
    name = models.CharField(max_length=80)
    email = models.EmailField()
    website = models.URLField(max_length=300, blank=True)
    purpose = models.CharField(max_length=500)
    language = models.CharField(max_length=10)
    asked = models.DateTimeField()
    confirmed = models.DateTimeField(null=True)

    objects = AccessRequestQuerySet.as_manager()

    class Meta:
        ordering = ("asked",)

    def __str__(self) -> str:
        return f"{self.centre_id} {self.asked:%Y-%m-%d}"
