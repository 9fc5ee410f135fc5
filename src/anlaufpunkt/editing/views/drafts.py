"""The guided form, looking an offer over, and handing it on."""

import json
import uuid
from collections.abc import Iterable
from datetime import datetime
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from anlaufpunkt.directory.domain.offer import Offer
from anlaufpunkt.directory.domain.versions import Change, Facts, flat
from anlaufpunkt.editing import actions
from anlaufpunkt.editing.adapters.templates import templates
from anlaufpunkt.editing.domain.facts import missing, open_blanks, source_text
from anlaufpunkt.editing.domain.lifecycle import Move, State
from anlaufpunkt.editing.domain.quality import quality
from anlaufpunkt.editing.domain.readability import hints
from anlaufpunkt.editing.forms import STEPS, Step
from anlaufpunkt.editing.models import Draft
from anlaufpunkt.editing.policies import moves_of
from anlaufpunkt.editing.selectors import (
    as_readers_see,
    beside,
    drafts,
    handed_in,
    locate,
    offer_of,
    phrases,
    rows,
    services,
    suggested,
)
from anlaufpunkt.editing.selectors.facts import field_words, shown, told
from anlaufpunkt.editing.selectors.quality import CHECKS, HINTS
from anlaufpunkt.editing.selectors.words import MOVES, STATES, problem
from anlaufpunkt.finder.selectors import coming, standing, words
from anlaufpunkt.needs.selectors import labels
from anlaufpunkt.network.access import desk, desk_page, membership_of
from anlaufpunkt.network.domain.roles import Duty
from anlaufpunkt.network.selectors import partners
from anlaufpunkt.terms.domain.languages import LANGUAGES
from anlaufpunkt.terms.domain.refusal import Refused

ORDER = list(STEPS)


def _draft(request: HttpRequest, key: uuid.UUID) -> Draft:
    return get_object_or_404(drafts(membership_of(request)), pk=key)


@desk(Duty.SERVICES)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, lang: str) -> HttpResponse:
    """A new offer: empty, for one of the organisations the membership may write for."""
    mine = membership_of(request)
    carriers = partners(membership=mine)
    if request.method != "POST":
        return desk_page(
            request, "editing/new.html", _("New offer"), carriers=carriers[:500], templates=templates().values(),
            own=rows(services(mine)[:20], lang),
        )  # fmt: skip
    try:
        key = uuid.UUID(request.POST.get("organization", ""))
    except ValueError as error:
        raise Http404 from error
    carrier = get_object_or_404(carriers, pk=key)
    template = templates().get(request.POST.get("template", ""))
    made = actions.begin(by=mine, organization=carrier, facts=template.facts if template else {}, now=timezone.now())
    return HttpResponseRedirect(f"/{lang}/desk/drafts/{made.id}/{ORDER[0]}/")


def _form(name: str, facts: Facts, lang: str, now: datetime, data: Any = None) -> Step:
    extra: dict[str, Any] = {}
    if name == "what":
        extra["suggest"] = partial(suggested, language=lang, today=timezone.localdate(now))
    if name == "where":
        extra["locate"] = locate
    return STEPS[name](facts, lang, data, today=timezone.localdate(now), **extra)


@desk(Duty.SERVICES)
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, lang: str, draft: uuid.UUID, step: str) -> HttpResponse:
    """One step of the form. What was there when it was opened comes back with it, so that two people lose nothing."""
    if step not in STEPS:
        raise Http404
    mine, one, now = membership_of(request), _draft(request, draft), timezone.now()
    if Move.EDIT not in moves_of(mine, one):
        messages.warning(request, _("It has been handed in. Take it back first to change it."))
        return HttpResponseRedirect(f"/{lang}/desk/drafts/{one.id}/")
    facts = flat(one.offer)
    there = {name: value for name, value in facts.items() if STEPS[step].governs(name)}
    conflicts: list[tuple[str, str]] = []
    form = _form(step, facts, lang, now, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        given = form.facts()
        found = actions.fill_in(by=mine, draft=one, before=_before(request, step), mine=given, now=now)
        if not found:
            _say_times(request, step, given, lang)
            return HttpResponseRedirect(_next(lang, one, step, stop="stop" in request.POST))
        conflicts = [(field_words(c.field), shown(c.field, c.before, lang)) for c in found]
    at = ORDER.index(step)
    return desk_page(
        request, "editing/step.html", str(STEPS[step].title), status=422 if form.errors or conflicts else 200, form=form,
        draft=one, conflicts=conflicts, before=json.dumps(there, ensure_ascii=False), at=at + 1, of=len(ORDER),
        steps=[(name, STEPS[name].title) for name in ORDER], step=step, back=ORDER[at - 1] if at else "",
    )  # fmt: skip


def _before(request: HttpRequest, step: str) -> Facts:
    """What the form was opened with; without it nothing is known, and everything that is there counts as somebody else's."""
    try:
        given = json.loads(request.POST.get("before", ""))
    except (ValueError, RecursionError):
        return {}
    return {name: value for name, value in given.items() if STEPS[step].governs(name)} if isinstance(given, dict) else {}


def _next(lang: str, draft: Draft, step: str, *, stop: bool) -> str:
    at = ORDER.index(step) + 1
    if stop:
        return f"/{lang}/desk/services/"
    return f"/{lang}/desk/drafts/{draft.id}/" + (f"{ORDER[at]}/" if at < len(ORDER) else "")


def _say_times(request: HttpRequest, step: str, given: Facts, lang: str) -> None:
    if step == "when" and given.get("rules"):
        messages.success(request, _("We understood: %(times)s") % {"times": shown("rules", given["rules"], lang)})


@desk(Duty.SERVICES)
@require_safe
def look_over(request: HttpRequest, lang: str, draft: uuid.UUID) -> HttpResponse:
    """Everything on one page: what is there, what is missing, how readers see it, what can be done."""
    return _look_over(request, lang, _draft(request, draft))


def _look_over(request: HttpRequest, lang: str, one: Draft, *, refused: Refused | None = None) -> HttpResponse:
    """After a refusal what was typed and chosen stands there again, and a missing remark is said at its field."""
    mine, now = membership_of(request), timezone.now()
    offer = offer_of(one)
    absent = missing(one.offer)
    question = request.GET.get("q", "").strip()[:500]
    names = labels(lang)
    found = standing(question, offer, language=lang, centre=one.organization.centre, now=now) if question else None
    may, seen = moves_of(mine, one), beside(one)
    useless = {Move.PUBLISH, Move.HAND_IN} if absent else {Move.HAND_IN} if Move.PUBLISH in may else set()
    said, at_remark = problem(refused) if refused else "", refused is not None and refused.code == "remark_missing"
    return desk_page(
        request, "editing/draft.html", offer.text(lang)[1].name, status=(422 if at_remark else 409) if refused else 200,
        draft=one, problem="" if at_remark else said, remark_error=said if at_remark else "", typed=request.POST,
        state=STATES[State(one.state)],
        blanks=[f"{field_words(name)}: {words.listed(left)}" for name, left in open_blanks(one.offer).items()],
        steps=[(name, STEPS[name].title, name in absent) for name in ORDER], card=as_readers_see(offer, language=lang, now=now),
        coming=coming(offer, lang, now), quality=_quality(offer, now), hints=_hints(one.offer),
        offer=offer, may={m.value: MOVES[m] for m in may if m not in useless},
        can_edit=Move.EDIT in may, checker=one.organization.centre,
        conflicts=[(*c, request.POST.get(f"choose:{c[0]}")) for c in _said(seen.merged.conflicts, lang)],
        changes=_said(told(seen.changes), lang),
        phrases=phrases(offer, "de" if lang == "de-simple" else lang), question=question, standing=found,
        understood=words.listed(names.get(n, n) for n in found.needs[:3]) if found else "", codes=LANGUAGES.values(),
    )  # fmt: skip


def _quality(offer: Offer, now: datetime) -> dict[str, Any]:
    """Points, and what is worth mending with what it brings."""
    found = quality(offer, timezone.localdate(now))
    return {"points": found.points, "missing": [(*CHECKS[check.key], check.worth) for check in found.missing]}


def _hints(facts: Facts) -> list[tuple[Any, str, str]]:
    """On the wording of a German text."""
    text = source_text(facts)
    if facts.get("language", "de") != "de":
        return []
    return [(HINTS[h.kind], h.found, h.instead) for h in hints(f"{text.get('name', '')}. {text.get('description', '')}")]


def _said(changes: Iterable[Change], lang: str) -> list[tuple[str, str, str, str]]:
    """Name of the fact, its words, the two values."""
    return [(c.field, field_words(c.field), shown(c.field, c.before, lang), shown(c.field, c.after, lang)) for c in changes]


@desk(Duty.SERVICES)
@require_POST
def do(request: HttpRequest, lang: str, draft: uuid.UUID) -> HttpResponse:
    """Hand in, take back, send back, discard or publish."""
    mine, one, now = membership_of(request), _draft(request, draft), timezone.now()
    try:
        move = Move(request.POST.get("move", ""))
        if move == Move.PUBLISH:
            choices = {k.removeprefix("choose:"): str(v) for k, v in request.POST.items() if k.startswith("choose:")}
            edition = request.POST.get("edition", "")
            made = actions.publish(
                by=mine, draft=one, choices=choices, series="series" in request.POST, now=now,
                edition=int(edition) if edition.isdecimal() else -1,
            )  # fmt: skip
            messages.success(request, _("Published. Readers find it within seconds."))
            return HttpResponseRedirect(f"/{lang}/desk/services/{made.id}/")
        actions.move(by=mine, draft=one, to=move, remark=request.POST.get("remark", ""), now=now)
    except ValueError as error:
        raise Http404 from error
    except Refused as refused:
        if refused.code == "not_allowed_now" and move not in moves_of(mine, one):
            raise PermissionDenied from refused
        return _look_over(request, lang, one, refused=refused)
    messages.success(request, _("Done: %(what)s") % {"what": MOVES[move]})
    gone = move in (Move.DISCARD, Move.SEND_BACK)
    return HttpResponseRedirect(f"/{lang}/desk/services/" if gone else f"/{lang}/desk/drafts/{one.id}/")


@desk(Duty.SERVICES)
@require_safe
def preview(request: HttpRequest, lang: str, draft: uuid.UUID) -> HttpResponse:
    """As a reader of one language sees it."""
    one = _draft(request, draft)
    reader = LANGUAGES.get(request.GET.get("as", lang), LANGUAGES[lang])
    offer = offer_of(one)
    with override(reader.code):
        context = {"card": as_readers_see(offer, language=reader.code, now=timezone.now()), "offer": offer, "lang": reader}
        return render(
            request, "editing/preview.html", {**context, "back": f"/{lang}/desk/drafts/{one.id}/", "own": LANGUAGES[lang]}
        )


@desk(Duty.CHECKING)
@require_safe
def checking(request: HttpRequest, lang: str) -> HttpResponse:
    """What organisations have handed in, oldest first."""
    page = Paginator(handed_in(membership_of(request)), 50).get_page(request.GET.get("page"))
    found = [(one, offer_of(one).text(lang)) for one in page]
    return desk_page(request, "editing/checking.html", _("To check"), page=page, found=found)
