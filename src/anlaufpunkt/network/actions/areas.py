"""Verbs that change the network."""

import uuid
from datetime import datetime

from django.db import transaction

from anlaufpunkt.journal.actions import note
from anlaufpunkt.network.adapters.area_files import place_book
from anlaufpunkt.network.domain.organizations import EXAMPLE_CENTRE, Kind, PageKind
from anlaufpunkt.network.models import Centre, CentrePage, Membership, Municipality, Organization
from anlaufpunkt.network.policies import may_trust
from anlaufpunkt.network.selectors import centres_in_file
from anlaufpunkt.terms.domain.refusal import Refused

_NAMESPACE = uuid.UUID("5f0c4d0e-5a0b-5c4e-9a3e-0d5b1c1f7a10")
_CONTACT = ("url", "phone", "phone_note", "email", "address")


def organization_id(name: str) -> uuid.UUID:
    """A stable id from the name, so that loading twice changes nothing."""
    return uuid.uuid5(_NAMESPACE, name)


@transaction.atomic
def load_areas() -> tuple[int, int]:
    """Write centres and municipalities from the area files; returns how many of each. Harmless to repeat."""
    centres = centres_in_file()
    Centre.objects.bulk_create(
        centres, update_conflicts=True, unique_fields=["ags"],
        update_fields=["slug", "name", "kind", "seat", "lat", "lon", "contact_source", "contact_as_of", *_CONTACT],
    )  # fmt: skip
    towns = [
        Municipality(ags=p.municipalities[0], slug=p.slug, name=p.name, centre_id=p.centres[0])
        for p in place_book().by_slug.values()
        if p.kind == "municipality"
    ]
    Municipality.objects.bulk_create(
        towns, update_conflicts=True, unique_fields=["ags"], update_fields=["slug", "name", "centre"]
    )
    return len(centres), len(towns)


@transaction.atomic
def put_organization(
    *,
    name: str,
    kind: Kind,
    centre_ags: str | None = None,
    website: str = "",
    umbrella: Organization | None = None,
    source: str = "",
    is_example: bool = False,
) -> Organization:
    """Create the organisation or bring its facts up to date."""
    organization, _ = Organization.objects.update_or_create(
        id=organization_id(name),
        defaults={
            "name": name, "kind": kind.value, "centre_id": centre_ags, "website": website,
            "umbrella": umbrella, "source": source, "is_example": is_example,
        },
    )  # fmt: skip
    return organization


@transaction.atomic
def fill_page(*, centre: Centre, kind: PageKind, language: str, body: str) -> CentrePage:
    page, _ = CentrePage.objects.update_or_create(centre=centre, kind=kind.value, language=language, defaults={"body": body})
    return page


@transaction.atomic
def activate_centre(*, centre: Centre, now: datetime) -> None:
    """The centre takes part from now on; the deploy check asks for its pages."""
    if Centre.objects.filter(ags=centre.ags, active=False).update(active=True):
        note(now=now, actor="command", action="centre.activated", subject=f"centre:{centre.ags}", centre=centre.ags)


@transaction.atomic
def demo_centre(*, now: datetime) -> Centre:
    """An invented centre with all invented organisations: nobody in the demonstration acts in the name of a real one."""
    centre, _ = Centre.objects.update_or_create(
        ags=EXAMPLE_CENTRE,
        defaults={
            "slug": "beispielstadt", "name": "Beispielstadt (erfunden)", "kind": "Stadt", "seat": "Beispielstadt", "lat": 51.5,
            "lon": 7.5, "active": False,
        },
    )  # fmt: skip
    if Organization.objects.filter(is_example=True).exclude(centre=centre).update(centre=centre):
        note(now=now, actor="system", action="centre.demo", subject=f"centre:{centre.ags}", centre=centre.ags)
    return centre


@transaction.atomic
def trust(*, by: Membership, organization: Organization, trusted: bool, now: datetime) -> None:
    """Let an organisation publish without a check, or no longer."""
    if not may_trust(by, organization):
        raise Refused("may_not_trust")
    if Organization.objects.filter(pk=organization.pk, trusted=not trusted).update(trusted=trusted) == 1:
        note(
            now=now, actor=by.user.actor, action="organization.trusted" if trusted else "organization.untrusted",
            subject=f"organization:{organization.id}", centre=by.tenant, organization=str(organization.id), fields=["trusted"],
        )  # fmt: skip
