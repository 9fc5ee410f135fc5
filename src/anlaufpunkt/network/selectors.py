"""Reads of the network."""

from datetime import datetime

from django.conf import settings
from django.db import DatabaseError
from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from anlaufpunkt.accounts.models import User
from anlaufpunkt.network.adapters.area_files import centre_slug, place_book, read
from anlaufpunkt.network.domain.asking import CONFIRM_WITHIN, KEEP, Reason, name_key
from anlaufpunkt.network.domain.organizations import EXAMPLE_CENTRE, Kind, PageKind
from anlaufpunkt.network.domain.places import Place, PlaceBook
from anlaufpunkt.network.domain.roles import Role
from anlaufpunkt.network.models import (
    AccessRequest,
    AccessRequestQuerySet,
    Branding,
    Centre,
    CentrePage,
    Invitation,
    InvitationQuerySet,
    Membership,
    MembershipQuerySet,
    Organization,
)
from anlaufpunkt.terms.domain.links import digest

ROLES = {
    Role.MEMBER: _("Member: edits offers"), Role.LEAD: _("Lead: publishes offers, invites colleagues"),
    Role.COORDINATOR: _("Coordinator of the centre"), Role.AUDITOR: _("Auditor: reads the journal"), Role.OPERATOR: _("Operator"),
}  # fmt: skip

KINDS = {
    Kind.MSO: _("Migrant organisation, club"), Kind.CARRIER: _("Welfare association, free carrier"),
    Kind.INITIATIVE: _("Initiative without a legal form"), Kind.UMBRELLA: _("Umbrella of clubs"),
    Kind.MUNICIPALITY: _("Municipal office"), Kind.CENTRE: _("Kommunales Integrationszentrum"), Kind.FEDERAL: _("Federal office"),
}  # fmt: skip
REASONS = {
    Reason.ELSEWHERE: _("Another centre is responsible"), Reason.UNKNOWN: _("We do not know the organisation yet"),
    Reason.HAS_ACCESS: _("Somebody there has access already"), Reason.OTHER_OFFERS: _("The offers do not fit"),
}  # fmt: skip
_WITH_ACCESS = Q(organization__memberships__ended=None, organization__memberships__user__is_active=True)


def places() -> PlaceBook:
    return place_book()


def place(slug: str) -> Place | None:
    return place_book().get(slug)


def centres_of(where: Place | None) -> list[Centre]:
    """The centres a place belongs to: one, or both where a postcode touches two.

    Somebody to talk to is shown even while the database is locked or gone: then from the file the centres were loaded from.
    """
    if where is None:
        return []
    try:
        dressed = Centre.objects.select_related("branding").defer("branding__logo")
        return list(dressed.filter(ags__in=where.centres))
    except DatabaseError:
        return [centre for centre in centres_in_file() if centre.ags in where.centres]


def brand_of(centres: list[Centre]) -> Branding | None:
    """The look of a page about these centres (from `centres_of`, without a further query): of the one, if it has its own."""
    look = centres[0]._state.fields_cache.get("branding") if len(centres) == 1 else None
    return look if isinstance(look, Branding) else None


def branding_of(*, membership: Membership) -> Branding | None:
    return Branding.objects.visible_to(membership).defer("logo").first()


def logo(digest: str) -> bytes | None:
    found = Branding.objects.filter(logo_digest=digest).exclude(logo_digest="").values_list("logo", flat=True).first()
    return None if found is None else bytes(found)


def centres_in_file() -> list[Centre]:
    """The centres as the area files describe them, not saved."""
    plain = ("ags", "name", "kind", "seat", "url", "phone", "phone_note", "email", "address")
    return [
        Centre(
            slug=centre_slug(row), lat=float(row["lat"]), lon=float(row["lon"]), contact_source=row["source"],
            contact_as_of=row["as_of"], **{key: row[key] for key in plain},
        )
        for row in read("centres.csv")
    ]  # fmt: skip


def example_centre() -> Centre | None:
    """The invented centre of a demonstration."""
    return Centre.objects.filter(ags=EXAMPLE_CENTRE).first() if settings.DEMO else None


def page_of(*, centre: Centre, kind: PageKind, language: str) -> CentrePage | None:
    """The centre's page in this language, else in German."""
    pages = {p.language: p for p in CentrePage.objects.filter(centre=centre, kind=kind.value, language__in=[language, "de"])}
    return pages.get(language) or pages.get("de")


def missing_pages() -> list[tuple[Centre, list[PageKind]]]:
    """Centres that take part and still owe a page."""
    found = []
    for centre in Centre.objects.filter(active=True).prefetch_related("pages"):
        there = {p.kind for p in centre.pages.all() if p.body.strip()}
        missing = [kind for kind in PageKind if kind.value not in there]
        if missing:
            found.append((centre, missing))
    return found


def memberships_of(*, user: User) -> MembershipQuerySet:
    """Where somebody works at present, oldest first."""
    return Membership.objects.current().filter(user=user).select_related("user", "organization", "centre")


def people(*, membership: Membership) -> MembershipQuerySet:
    """The present people whom this membership may see."""
    seen = Membership.objects.current().visible_to(membership)
    return seen.select_related("user", "organization", "centre").order_by("user__name", "since")


def whom_to_ask(*, membership: Membership) -> MembershipQuerySet:
    """Who can give somebody more than the present role: the leads of the organisation, and the centre's coordinators."""
    leads = Q(organization=membership.organization_id, organization__isnull=False, role=Role.LEAD)
    coordinators = Q(centre=membership.tenant or None, centre__isnull=False, role=Role.COORDINATOR)
    found = Membership.objects.current().filter(leads | coordinators).exclude(user=membership.user_id)
    return found.select_related("user", "organization", "centre").order_by("centre", "user__name")


def partners(*, membership: Membership) -> QuerySet[Organization]:
    """The organisations of the coordinator's centre, with the number of their people (`with_access`)."""
    own = Organization.objects.visible_to(membership)
    return own.annotate(
        with_access=Count("memberships", filter=Q(memberships__ended=None, memberships__user__is_active=True), distinct=True)
    ).order_by("name")


def open_invitations(*, membership: Membership, now: datetime) -> InvitationQuerySet:
    """Those this membership may see and that nobody has used yet, the next to expire first."""
    waiting = Invitation.objects.visible_to(membership).open(now)
    return waiting.select_related("organization", "centre").order_by("expires", "email")


def open_invitation(secret: str, now: datetime) -> Invitation | None:
    return Invitation.objects.open(now).select_related("organization", "centre").filter(pk=digest(secret)).first()


def named_organization(centre: Centre, name: str) -> Organization | None:
    """The organisation of this centre with this name, however it is spelled."""
    key = name_key(name)
    return next((found for found in known_organizations(centre) if name_key(found.name) == key), None)


def known_organizations(centre: Centre) -> QuerySet[Organization]:
    """What is suggested to whoever asks for access; all of it is public."""
    own = Organization.objects.filter(centre=centre)
    return own if settings.SHOW_EXAMPLES else own.filter(is_example=False)


def has_coordinator(centre: Centre) -> bool:
    """Whether there is somebody who can answer a request."""
    return Membership.objects.current().filter(centre=centre, role=Role.COORDINATOR).exists()


def is_only_coordinator(membership: Membership) -> bool:
    """Whether the centre would have no coordinator without this membership."""
    if membership.role != Role.COORDINATOR:
        return False
    same = Membership.objects.current().filter(centre=membership.centre_id, role=Role.COORDINATOR)
    return not same.exclude(pk=membership.pk).exists()


def request_behind(secret: str, now: datetime) -> AccessRequest | None:
    """The request whose address this link proves, or has proved."""
    found = AccessRequest.objects.select_related("centre").filter(digest=digest(secret)).first()
    return found if found and (found.confirmed or found.asked > now - CONFIRM_WITHIN) else None


def open_requests(*, membership: Membership, now: datetime) -> AccessRequestQuerySet:
    """What waits for an answer, the oldest first."""
    waiting = AccessRequest.objects.visible_to(membership).filter(asked__gt=now - KEEP)
    return waiting.select_related("organization").annotate(
        with_access=Count("organization__memberships", filter=_WITH_ACCESS, distinct=True)
    )
