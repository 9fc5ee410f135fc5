"""What stands on the desk: drafts, services, what waits for a check, the history of a service."""

import uuid
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from anlaufpunkt.accounts.models import User
from anlaufpunkt.directory.domain.versions import Change, Facts, compare
from anlaufpunkt.directory.models import Revision, Service, ServiceText
from anlaufpunkt.directory.models.service import ServiceQuerySet
from anlaufpunkt.editing.domain.lifecycle import HSDS, STATUS, State
from anlaufpunkt.editing.models import Draft, DraftQuerySet
from anlaufpunkt.editing.selectors.facts import told
from anlaufpunkt.network.models import Membership


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the list: `language` is that of the name."""

    service: Service
    name: str
    language: str
    state: State


@dataclass(frozen=True, slots=True)
class Step:
    """One revision with what it has changed; `who` is empty where the person may not be named."""

    revision: Revision
    changes: list[Change]
    who: str


def drafts(membership: Membership) -> DraftQuerySet:
    return Draft.objects.visible_to(membership).select_related("organization", "service")


def handed_in(membership: Membership) -> DraftQuerySet:
    """Oldest first: who waits longest comes first."""
    return drafts(membership).filter(state=State.HANDED_IN.value).order_by("touched")


def services(membership: Membership, *, search: str = "", state: str = "") -> ServiceQuerySet:
    """The published, closed, suspended and ended services the membership may see, last changed first."""
    found = Service.objects.visible_to(membership).kept()
    if search:
        found = found.filter(pk__in=ServiceText.objects.filter(name__icontains=search).values("service"))
    if state in {s.value for s in HSDS}:
        found = found.filter(status=HSDS[State(state)])
    texts = Prefetch("texts", queryset=ServiceText.objects.defer("description"))
    return found.select_related("organization").prefetch_related(texts).order_by("-last_modified", "id")


def rows(found: QuerySet[Service] | list[Service], reader: str) -> list[Row]:
    return [Row(one, one.name_in(reader), one.shown_in(reader), STATUS[one.status]) for one in found]


def history(service: Service, *, membership: Membership, field: str = "") -> list[Step]:
    """Newest first. Colleagues of the organisation see names, others only that it was somebody of the desk."""
    kept = list(Revision.objects.filter(service=service).order_by("number"))
    names = _names(kept, membership)
    steps: list[Step] = []
    before: Facts = {}
    for revision in kept:
        changes = told(compare(before, revision.offer))
        if not field or any(c.field == field for c in changes):
            steps.append(Step(revision, changes if before else [], names.get(revision.actor, "")))
        before = revision.offer
    return steps[::-1]


def _names(revisions: list[Revision], membership: Membership) -> dict[str, str]:
    keys = {uuid.UUID(r.actor.removeprefix("user:")) for r in revisions if r.actor.startswith("user:")}
    seen = Membership.objects.filter(user_id__in=keys, organization=membership.organization_id, centre=membership.centre_id)
    return {user.actor: user.name for user in User.objects.filter(memberships__in=seen)}
