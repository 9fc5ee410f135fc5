"""The inbox, and one inquiry."""

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from anlaufpunkt.contact import actions
from anlaufpunkt.contact.domain.asked import LONGEST
from anlaufpunkt.contact.domain.codes import spoken
from anlaufpunkt.contact.domain.inquiry import Outcome, State, Verb, moves
from anlaufpunkt.contact.domain.messages import Origin
from anlaufpunkt.contact.forms import AnswerForm, CloseForm, HandOverForm, SearchForm, TurnForm
from anlaufpunkt.contact.models import Inquiry
from anlaufpunkt.contact.selectors import Found, View, contact_of, counts, inbox, side_of, thread
from anlaufpunkt.contact.selectors.inbox import PER_PAGE
from anlaufpunkt.contact.selectors.words import CHANNELS, KINDS, ORIGINS, OUTCOMES, STATES, STEPS, VIEW_NAMES
from anlaufpunkt.finder.domain.query import Query
from anlaufpunkt.finder.selectors import answer as found_for
from anlaufpunkt.finder.selectors import card
from anlaufpunkt.needs.selectors import labels, need_ids
from anlaufpunkt.network.access import desk, desk_page, membership_of
from anlaufpunkt.network.domain.roles import Duty
from anlaufpunkt.network.selectors import place as place_of
from anlaufpunkt.terms.domain.languages import LANGUAGES
from anlaufpunkt.terms.domain.refusal import Refused

SHOWN = 3  # offers beside an inquiry


def _problem(refused: Refused) -> str:
    """The sentence for a refusal; 404 where the inquiry has been erased or has gone to another place meanwhile."""
    if refused.code in ("erased", "not_yours"):
        raise Http404 from refused
    return {
        "not_allowed_now": _("This is not possible any more. Please look at how it stands now."),
        "changed_meanwhile": _("Something has happened here in the meantime. Please read it first; your text is still there."),
        "not_a_colleague": _("Please choose a colleague."),
    }[refused.code]


@desk(Duty.INQUIRIES)
@require_safe
def queue(request: HttpRequest, lang: str) -> HttpResponse:
    mine, now = membership_of(request), timezone.now()
    form = SearchForm(request.GET, lang=lang)
    wanted = Found(**{k: v for k, v in form.cleaned_data.items() if v}) if form.is_valid() else Found()
    searching = wanted != Found() or not form.is_valid()
    numbers = counts(membership=mine, now=now)
    chosen = request.GET.get("view", "")
    view = View(chosen) if chosen in list(View) else View.UNASSIGNED if numbers[View.UNASSIGNED] else View.MINE
    found = inbox(membership=mine, view=view, wanted=wanted, now=now) if form.is_valid() else Inquiry.objects.none()
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    names = labels(lang)
    return desk_page(
        request, "contact/inbox.html", _("Inquiries"), form=form, searching=searching, page=page, now=now, chosen=view,
        views=[(v, VIEW_NAMES[v], numbers.get(v)) for v in View],
        rows=[_row(one, names, now) for one in page],
    )  # fmt: skip


def _row(one: Inquiry, names: dict[str, str], now: Any) -> dict[str, Any]:
    return {
        "one": one, "code": spoken(one.code), "needs": [names[n.need] for n in one.needs.all() if n.need in names],
        "state": STATES[State(one.state)], "language": LANGUAGES[one.language], "late": bool(one.due and one.due < now),
    }  # fmt: skip


def _mine(request: HttpRequest, key: uuid.UUID) -> Inquiry:
    seen = Inquiry.objects.visible_to(membership_of(request)).select_related(
        "person", "centre", "organization", "holder", "place"
    )
    return get_object_or_404(seen, pk=key)


@desk(Duty.INQUIRIES)
@require_safe
def inquiry(request: HttpRequest, lang: str, key: uuid.UUID) -> HttpResponse:
    return _page(request, lang, _mine(request, key))


def _page(request: HttpRequest, lang: str, one: Inquiry, *, status: int = 200, **context: Any) -> HttpResponse:
    mine, now, names = membership_of(request), timezone.now(), labels(lang)
    needs = [n.need for n in one.needs.all() if n.need in names]
    try:
        actions.look(by=mine, inquiry=one, today=timezone.localdate(now), now=now)  # whichever way the page is reached
        contact, turns = contact_of(one.person), thread(one, inside=True)
    except Refused as refused:
        raise Http404 from refused
    query = Query(dict.fromkeys(needs, 1.0), place=place_of(one.place.slug) if one.place else None, reader=lang)
    found = found_for(query=query, now=now, dangers=tuple(one.dangers))
    fresh = {"once": uuid.uuid4(), "seen": one.version}
    return desk_page(
        request,
        "contact/inquiry.html",
        _("Inquiry %(code)s") % {"code": spoken(one.code)},
        status=status,
        **{
            "one": one,
            "row": _row(one, names, now),
            "turns": [(turn, KINDS[turn.kind]) for turn in turns],
            "contact": contact,
            "channel": CHANNELS[contact.channel],
            "origin": ORIGINS[Origin(one.origin)],
            "step": STEPS[State(one.state)],
            "may": {verb.value for verb in moves(one.standing(), side_of(mine, one))},
            "answer_form": AnswerForm(initial=fresh),
            "note_form": TurnForm(initial={"once": uuid.uuid4()}),
            "close_form": CloseForm(initial=fresh),
            "hand_form": HandOverForm(inquiry=one),
            "needs": needs,
            "all_needs": sorted(names.items(), key=lambda item: item[1]),
            "lines": found.lines,
            "now": timezone.localtime(now),
            "cards": [card(ranked, lang) for ranked in found.ranked[:SHOWN]] if needs else [],
            "outcome": OUTCOMES[Outcome(one.outcome)] if one.outcome else "",
            "their": LANGUAGES[one.language],
            **context,
        },
    )


def _after(lang: str, one: Inquiry) -> HttpResponse:
    return HttpResponseRedirect(f"/{lang}/desk/inquiries/{one.pk}/")


def keeps_text(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Where the inquiry has gone meanwhile, what somebody typed is shown once more."""

    @wraps(view)
    def kept(request: HttpRequest, lang: str, key: uuid.UUID) -> HttpResponse:
        try:
            return view(request, lang, key=key)
        except Http404:
            text = request.POST.get("text", "")[:LONGEST]
            return desk_page(request, "contact/gone.html", _("Inquiry"), status=404, text=text)

    return kept


@desk(Duty.INQUIRIES)
@require_POST
@keeps_text
def answer(request: HttpRequest, lang: str, key: uuid.UUID) -> HttpResponse:
    one, form = _mine(request, key), AnswerForm(request.POST)
    if not form.is_valid():
        return _page(request, lang, one, status=422, answer_form=form)
    data = form.cleaned_data
    one.version = data["seen"]
    try:
        actions.answer(by=membership_of(request), inquiry=one, text=data["text"], once=str(data["once"]), now=timezone.now())
    except Refused as refused:
        one = _mine(request, key)  # as it is by now
        again = AnswerForm(initial={**data, "seen": one.version})
        return _page(request, lang, one, status=409, answer_form=again, problem=_problem(refused))
    return _after(lang, one)


@desk(Duty.INQUIRIES)
@require_POST
@keeps_text
def note_down(request: HttpRequest, lang: str, key: uuid.UUID) -> HttpResponse:
    one, form = _mine(request, key), TurnForm(request.POST)
    if not form.is_valid():
        return _page(request, lang, one, status=422, note_form=form)
    data = form.cleaned_data
    try:
        actions.note_down(by=membership_of(request), inquiry=one, text=data["text"], once=str(data["once"]), now=timezone.now())
    except Refused as refused:
        raise Http404 from refused
    return _after(lang, one)


@desk(Duty.INQUIRIES)
@require_POST
def correct(request: HttpRequest, lang: str, key: uuid.UUID) -> HttpResponse:
    one = _mine(request, key)
    needs = [need for need in dict.fromkeys(request.POST.getlist("need")) if need in need_ids()][:5]
    try:
        actions.correct_needs(by=membership_of(request), inquiry=one, needs=needs, now=timezone.now())
    except Refused as refused:
        raise Http404 from refused
    return _after(lang, one)


@desk(Duty.INQUIRIES)
@require_POST
def act(request: HttpRequest, lang: str, key: uuid.UUID, verb: str) -> HttpResponse:
    """Claim, take over, hand over, release, close."""
    one, mine, now = _mine(request, key), membership_of(request), timezone.now()
    try:
        if verb == Verb.CLAIM:
            actions.claim(by=mine, inquiry=one, now=now)
        elif verb == Verb.TAKE_OVER:
            actions.take_over(by=mine, inquiry=one, now=now)
        elif verb == Verb.RELEASE:
            actions.release(by=mine, inquiry=one, now=now)
        elif verb == Verb.HAND_OVER:
            return _hand_over(request, lang, one)
        elif verb == Verb.CLOSE:
            return _close(request, lang, one)
        else:
            raise Http404
    except Refused as refused:
        messages.error(request, _problem(refused))
    return _after(lang, one)


def _hand_over(request: HttpRequest, lang: str, one: Inquiry) -> HttpResponse:
    form = HandOverForm(request.POST, inquiry=one)
    if not form.is_valid():
        return _page(request, lang, one, status=422, hand_form=form)
    actions.hand_over(by=membership_of(request), inquiry=one, to=form.cleaned_data["to"], now=timezone.now())
    return _after(lang, one)


def _close(request: HttpRequest, lang: str, one: Inquiry) -> HttpResponse:
    form = CloseForm(request.POST)
    if not form.is_valid():
        return _page(request, lang, one, status=422, close_form=form)
    one.version = form.cleaned_data["seen"]
    actions.close(by=membership_of(request), inquiry=one, outcome=Outcome(form.cleaned_data["outcome"]), now=timezone.now())
    return _after(lang, one)
