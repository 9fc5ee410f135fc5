"""Partners of a centre by kind, and one of them."""

import uuid

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from anlaufpunkt.network.access import desk, desk_page, membership_of
from anlaufpunkt.network.domain.organizations import Kind
from anlaufpunkt.network.domain.roles import Duty
from anlaufpunkt.network.models import Organization
from anlaufpunkt.network.selectors import KINDS, open_requests
from anlaufpunkt.reach.selectors import organisations, services
from anlaufpunkt.reach.selectors.words import SORTS

PER_PAGE = 50


@desk(Duty.PARTNERS)
@require_safe
def partners(request: HttpRequest, lang: str) -> HttpResponse:
    mine = membership_of(request)
    kind, text = request.GET.get("kind", ""), request.GET.get("q", "")[:80]
    there = organisations.kinds(mine)
    page = Paginator(organisations.found(mine, kind=kind, text=text), PER_PAGE).get_page(request.GET.get("page"))
    rows = organisations.with_figures(mine, page, timezone.localdate())
    return desk_page(
        request, "reach/partners.html", _("Organisations"), page=page, kind=kind, text=text,
        rows=[(KINDS[Kind(row.organization.kind)], row) for row in rows],
        kinds=[(k.value, KINDS[k], there[k]) for k in Kind if k in there],
        waiting=open_requests(membership=mine, now=timezone.now()).count(),
    )  # fmt: skip


@desk(Duty.PARTNERS)
@require_safe
def partner(request: HttpRequest, lang: str, organization: uuid.UUID) -> HttpResponse:
    mine, today = membership_of(request), timezone.localdate()
    own = Organization.objects.visible_to(mine)
    found = get_object_or_404(own.select_related("umbrella"), pk=organization)
    row = organisations.with_figures(mine, [found], today)[0]
    sort = request.GET.get("sort", "name")
    standing = services.Standing(mine, today)
    offers = standing.listed(state="", text="", need="", sort=sort).filter(organization=found)
    page = Paginator(offers, PER_PAGE).get_page(request.GET.get("page"))
    return desk_page(
        request, "reach/partner.html", found.name, row=row, kind=KINDS[Kind(found.kind)], page=page, sort=sort, sorts=SORTS,
        offers=standing.described(page), clubs=own.filter(umbrella=found),
        contacts=services.partner_contacts(mine, found),
    )  # fmt: skip
