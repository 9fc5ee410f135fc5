"""The list of offers at the desk, one of them, its history."""

import uuid
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from anlaufpunkt.directory.models import Service
from anlaufpunkt.directory.selectors import offer_inside
from anlaufpunkt.editing import actions, selectors
from anlaufpunkt.editing.actions.services import INTERVALS
from anlaufpunkt.editing.domain.lifecycle import STATUS, Move, State
from anlaufpunkt.editing.models import Draft
from anlaufpunkt.editing.policies import moves_of
from anlaufpunkt.editing.selectors.facts import field_words, shown
from anlaufpunkt.editing.selectors.words import CAUSES, MOVES, STATES, problem
from anlaufpunkt.network.access import desk, desk_page, membership_of
from anlaufpunkt.network.domain.roles import Duty
from anlaufpunkt.network.models import Membership
from anlaufpunkt.terms.domain.refusal import Refused

PER_PAGE = 50
FIRST, LAST = (Move.EDIT, Move.REOPEN, Move.RESUME), (Move.SUSPEND, Move.END)
STAYS = (Move.REOPEN, Move.SUSPEND, Move.RESUME, Move.END)


@desk(Duty.SERVICES)
@require_safe
def index(request: HttpRequest, lang: str) -> HttpResponse:
    """Drafts first, then what is published, with search and state."""
    mine = membership_of(request)
    search, state = request.GET.get("q", "").strip()[:80], request.GET.get("state", "")
    page = Paginator(selectors.services(mine, search=search, state=state), PER_PAGE).get_page(request.GET.get("page"))
    waiting = [] if search or state or page.number > 1 else list(selectors.drafts(mine)[:PER_PAGE])
    return desk_page(
        request, "editing/services.html", _("Offers"), page=page, rows=selectors.rows(list(page), lang),
        drafts=[(one, selectors.offer_of(one).text(lang), STATES[State(one.state)]) for one in waiting],
        search=search, chosen=state, states=[(s.value, STATES[s]) for s in dict.fromkeys(STATUS.values())],
    )  # fmt: skip


def _service(request: HttpRequest, key: uuid.UUID) -> Service:
    return get_object_or_404(Service.objects.visible_to(membership_of(request)).whole(), pk=key)


@desk(Duty.SERVICES)
@require_safe
def service(request: HttpRequest, lang: str, service: uuid.UUID) -> HttpResponse:
    return _page(request, lang, _service(request, service))


def _page(request: HttpRequest, lang: str, one: Service, *, said: str = "", status: int = 200) -> HttpResponse:
    offer, now = offer_inside(one), timezone.now()
    language, text = offer.text(lang)
    siblings = Service.objects.visible_to(membership_of(request)).filter(series=one.series).exclude(pk=one.pk)
    may = moves_of(membership_of(request), one)
    return desk_page(
        request, "editing/service.html", text.name, status=status, service=one, offer=offer, partner=offer.partner, problem=said,
        card=selectors.as_readers_see(offer.public(), language=lang, now=now), state=STATES[STATUS[one.status]],
        may=[m.value for m in may], first=_named(may, FIRST), last=_named(may, LAST),
        draft=Draft.objects.filter(service=one).first(), language=language,
        siblings=selectors.rows(siblings.prefetch_related("texts"), lang) if one.series else [], today=timezone.localdate(now),
        dates=selectors.dates(offer, lang, now) if Move.CANCEL_DATE in may else [],
        intervals=INTERVALS, public=STATUS[one.status].value in ("published", "closed"),
    )  # fmt: skip


def _named(may: list[Move], some: tuple[Move, ...]) -> dict[str, Any]:
    return {m.value: MOVES[m] for m in some if m in may}


@desk(Duty.SERVICES)
@require_POST
def do(request: HttpRequest, lang: str, service: uuid.UUID) -> HttpResponse:
    """Close, cancel a date, suspend, end, edit, copy, restore …"""
    mine, one = membership_of(request), _service(request, service)
    try:
        going = _do(request, mine, one)
    except Refused as refused:
        if refused.code in ("not_allowed_now", "not_yours") and request.POST.get("move") not in moves_of(mine, one):
            raise PermissionDenied from refused
        return _page(request, lang, one, said=problem(refused), status=409)
    if isinstance(going, Draft):
        return HttpResponseRedirect(f"/{lang}/desk/drafts/{going.id}/")
    if request.POST["move"] in set(Move):
        messages.success(request, _("Done: %(what)s") % {"what": MOVES[Move(request.POST["move"])]})
    return HttpResponseRedirect(f"/{lang}/desk/services/{one.id}/")


def _do(request: HttpRequest, mine: Membership, one: Service) -> Draft | None:
    """What leads to a draft gives it back."""
    now, wanted = timezone.now(), request.POST.get("move", "")
    if wanted == "copy":
        return actions.copy(by=mine, service=one, now=now)
    if wanted == "another-place":
        return actions.another_place(by=mine, service=one, now=now)
    if wanted == "restore":
        return actions.restore(by=mine, service=one, number=_number(request), now=now)
    if wanted == Move.EDIT:
        return actions.change(by=mine, service=one, now=now)
    _at_once(request, mine, one, wanted)
    return None


def _at_once(request: HttpRequest, mine: Membership, one: Service, wanted: str) -> None:
    """What readers see without a draft."""
    now = timezone.now()
    if wanted == "interval":
        actions.ask_every(by=mine, service=one, days=_number(request), now=now)
    elif wanted == Move.CLOSE:
        actions.close(by=mine, service=one, until=_day(request), now=now)
    elif wanted == Move.CANCEL_DATE:
        actions.cancel_date(by=mine, service=one, day=_which_day(request), now=now)
    elif wanted == Move.HOLD_DATE:
        actions.hold_date(by=mine, service=one, day=_which_day(request), now=now)
    elif wanted in STAYS:
        actions.set_state(by=mine, service=one, to=Move(wanted), now=now)
    else:
        raise Http404


def _number(request: HttpRequest) -> int:
    given = request.POST.get("number", "")
    return int(given) if given.isdecimal() and len(given) < 9 else -1


def _day(request: HttpRequest) -> date | None:
    """The day typed, None where none was; a day that is none is refused."""
    given = request.POST.get("day", "").strip()
    try:
        return date.fromisoformat(given) if given else None
    except ValueError as error:
        raise Refused("which_day") from error


def _which_day(request: HttpRequest) -> date:
    day = _day(request)
    if day is None:
        raise Refused("which_day")
    return day


@desk(Duty.SERVICES)
@require_safe
def history(request: HttpRequest, lang: str, service: uuid.UUID) -> HttpResponse:
    """What has changed when; of the whole offer, or of one fact."""
    one = _service(request, service)
    field = request.GET.get("field", "")[:80]
    steps = [
        (s.revision, CAUSES.get(s.revision.cause, _("changed")), s.who,
         [(c.field, field_words(c.field), shown(c.field, c.before, lang), shown(c.field, c.after, lang)) for c in s.changes])
        for s in selectors.history(one, membership=membership_of(request), field=field)
    ]  # fmt: skip
    page = Paginator(steps, 30).get_page(request.GET.get("page"))
    return desk_page(
        request, "editing/history.html", _("History"), service=one, page=page, text=offer_inside(one).text(lang), field=field,
        may_restore=Move.EDIT in moves_of(membership_of(request), one),
    )  # fmt: skip
