"""Organisations of a centre by kind, with what is to be known of their services."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Case, Count, IntegerField, QuerySet, Value, When

from anlaufpunkt.directory.models import Service
from anlaufpunkt.editing.models import Draft
from anlaufpunkt.network.domain.organizations import Kind
from anlaufpunkt.network.models import Membership, Organization
from anlaufpunkt.network.selectors import partners
from anlaufpunkt.reach.selectors.services import PUBLISHED, UNPUBLISHED, Standing


@dataclass(slots=True)
class Partner:
    organization: Organization
    published: int = 0
    unconfirmed: int = 0
    unpublished: int = 0
    drafts: int = 0
    reported: int = 0
    clubs: int = 0
    contacts: list[str] = field(default_factory=list)


def found(membership: Membership, *, kind: str, text: str) -> QuerySet[Organization]:
    """In the order of kinds, then by name."""
    seen = partners(membership=membership)
    if kind:
        seen = seen.filter(kind=kind)
    if text:
        seen = seen.filter(name__icontains=text)
    place = Case(*(When(kind=k.value, then=Value(n)) for n, k in enumerate(Kind)), output_field=IntegerField())
    return seen.select_related("umbrella").order_by(place, "name")


def kinds(membership: Membership) -> dict[str, int]:
    rows = Organization.objects.visible_to(membership).order_by().values("kind").annotate(n=Count("id"))
    return {row["kind"]: row["n"] for row in rows}


def with_figures(membership: Membership, organizations: Iterable[Organization], today: date) -> list[Partner]:
    """The organisations with counts and public contacts, in six queries for all of them."""
    rows = {o.id: Partner(o) for o in organizations}
    standing = Standing(membership, today)
    seen = standing.seen.filter(organization__in=list(rows))
    figures = seen.order_by().values("organization").annotate(
        published=Count("id", filter=PUBLISHED), old=Count("id", filter=standing.unconfirmed),
        hidden=Count("id", filter=UNPUBLISHED),
    )  # fmt: skip
    for row in figures:
        mine = rows[row["organization"]]
        mine.published, mine.unconfirmed, mine.unpublished = row["published"], row["old"], row["hidden"]
    drafts = (
        Draft.objects.visible_to(membership).filter(organization__in=list(rows), service=None).order_by().values("organization")
    )
    for key, number in drafts.annotate(n=Count("id")).values_list("organization", "n"):
        rows[key].drafts = number
    wrong = standing.wrong.filter(service__organization__in=list(rows)).order_by().values("service__organization")
    for key, number in wrong.annotate(n=Count("service", distinct=True)).values_list("service__organization", "n"):
        rows[key].reported = number
    own = Organization.objects.visible_to(membership).filter(umbrella__in=list(rows)).order_by().values("umbrella")
    for umbrella, number in own.annotate(n=Count("id")).values_list("umbrella", "n"):
        if umbrella:
            rows[umbrella].clubs = number
    _add_contacts(rows, seen)
    return list(rows.values())


def _add_contacts(rows: dict[uuid.UUID, Partner], seen: QuerySet[Service]) -> None:
    """The public contact: what the organisation's own published services name, most frequent first, two at most."""
    public = seen.filter(PUBLISHED).order_by()
    for name in ("phones__number", "email"):
        known = public.filter(**{f"{name}__gt": ""}).values("organization", name).annotate(n=Count("id"))
        best: dict[uuid.UUID, tuple[int, str]] = {}
        for row in known:
            candidate = (-row["n"], row[name])
            best[row["organization"]] = min(best.get(row["organization"], candidate), candidate)
        for key, (_, contact) in best.items():
            rows[key].contacts.append(contact)
