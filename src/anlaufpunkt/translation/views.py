"""The translation desk: what is to be done, and one text side by side with its source."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from anlaufpunkt.directory.domain.offer import PUBLIC, Offer, Text
from anlaufpunkt.directory.models import Service
from anlaufpunkt.directory.selectors import offer_inside
from anlaufpunkt.network.access import desk, desk_page, membership_of
from anlaufpunkt.network.domain.roles import Duty
from anlaufpunkt.terms.domain.languages import LANGUAGES, Language
from anlaufpunkt.terms.domain.refusal import Refused
from anlaufpunkt.translation import actions, selectors
from anlaufpunkt.translation.adapters.glossary_files import glossary
from anlaufpunkt.translation.adapters.machine import machine, translated
from anlaufpunkt.translation.domain.figures import differing
from anlaufpunkt.translation.domain.glossary import hints
from anlaufpunkt.translation.domain.memory import GAP, put_in
from anlaufpunkt.translation.domain.state import OPEN, State, state_of
from anlaufpunkt.translation.domain.wording import difference
from anlaufpunkt.translation.forms import TextForm

STATES = {
    State.STALE: gettext_lazy("The original has changed"),
    State.MISSING: gettext_lazy("Not translated"),
    State.MACHINE: gettext_lazy("Translated by machine, not checked"),
    State.HUMAN: gettext_lazy("Not checked by a second person"),
    State.REVIEWED: gettext_lazy("Checked"),
}


@desk(Duty.TRANSLATION)
@require_safe
def work(request: HttpRequest, lang: str) -> HttpResponse:
    """Without a language: all of them with their numbers. With one: its list."""
    mine = membership_of(request)
    target = LANGUAGES.get(request.GET.get("language", ""))
    if target is None:
        counts = selectors.counts(mine)
        rows = [
            (language, [(s, STATES[s], counts[code][s]) for s in OPEN if counts[code][s]], counts[code][State.REVIEWED])
            for code, language in LANGUAGES.items()
            if any(counts[code].values())
        ]
        return desk_page(request, "translation/languages.html", _("Translations"), rows=rows)
    numbers = selectors.counts(mine, target.code)[target.code]
    state = _state(request) or next((s for s in OPEN if numbers[s]), State.REVIEWED)
    page = Paginator(range(numbers[state]), 50).get_page(request.GET.get("page"))  # the numbers are known: no second count
    start = 50 * (page.number - 1)
    found = selectors.listed(selectors.standing(mine, target.code).filter(state=state), start, start + 50)
    states = [(s, STATES[s], numbers[s]) for s in State]
    return desk_page(
        request, "translation/work.html", _("Translations"), target=target, states=states, chosen=state, page=page, found=found,
    )  # fmt: skip


def _state(request: HttpRequest) -> State | None:
    wanted = request.GET.get("state", "")
    return State(wanted) if wanted in {s.value for s in State} else None


def _found(request: HttpRequest, target: str, service: uuid.UUID) -> tuple[Service, Language]:
    seen = selectors.service_seen(membership_of(request), service)
    if seen is None or target not in LANGUAGES or target == seen.language:
        raise Http404
    return seen, LANGUAGES[target]


@desk(Duty.TRANSLATION)
@require_http_methods(["GET", "HEAD", "POST"])
def text(request: HttpRequest, lang: str, target: str, service: uuid.UUID) -> HttpResponse:
    seen, language = _found(request, target, service)
    if request.method != "POST":
        return _page(request, seen, language, None)
    if "use" in request.POST:
        return _page(request, seen, language, _with_sentence(request, language))
    form = TextForm(language, request.POST)
    if not form.is_valid():
        return _page(request, seen, language, form, status=422)
    try:
        actions.save_text(
            membership=membership_of(request), service=service, language=target, now=timezone.now(), **form.cleaned_data
        )  # fmt: skip
    except Refused as refused:
        return _refused(request, _found(request, target, service)[0], language, form, refused)
    messages.success(request, _("The translation is saved."))
    state = _state(request)
    _before, behind = _neighbours(request, seen, target, state)
    if "next" in request.POST and behind:
        return HttpResponseRedirect(_address(lang, target, behind, state))
    return HttpResponseRedirect(_address(lang, target, service, state))


def _address(lang: str, target: str, service: uuid.UUID, state: State | None) -> str:
    return f"/{lang}/desk/translation/{target}/{service}/" + (f"?state={state}" if state else "")


def _with_sentence(request: HttpRequest, language: Language) -> TextForm:
    """What was typed, with a sentence from the memory put in; nothing is saved yet."""
    typed = {key: request.POST.get(key, "") for key in ("name", "description", "made_from", "base")}
    into, _sep, number = request.POST["use"].partition(":")
    sentence = selectors.segment(language.code, int(number)) if number.isdecimal() and len(number) < 19 else None
    if sentence and into == "name":
        typed["name"] = sentence
    elif sentence:
        typed["description"] = sentence if into == "whole" else put_in(typed["description"], sentence)
    return TextForm(language, initial=typed)


def _refused(request: HttpRequest, seen: Service, language: Language, form: TextForm, refused: Refused) -> HttpResponse:
    typed = form.cleaned_data
    if refused.code != "changed_meanwhile":
        form.add_error(None, _problem(refused))
        return _page(request, seen, language, form, status=422)
    theirs = offer_inside(seen).texts[language.code]
    mine = TextForm(language, initial={**typed, "base": seen.revision})
    differences = (difference(theirs.name, typed["name"]), difference(theirs.description, typed["description"]))
    return _page(request, seen, language, mine, status=409, theirs=theirs, differences=differences)


def _page(
    request: HttpRequest, seen: Service, language: Language, form: TextForm | None, *, status: int = 200, **more: Any
) -> HttpResponse:
    offer = offer_inside(seen)
    source, present = offer.texts[offer.language], offer.texts.get(language.code)
    state = state_of(offer, language.code)
    known = selectors.memory_for(source, offer.language, language.code)
    start = present or known.filled(source)
    if form is None:
        form = TextForm(language, initial={
            "name": start.name, "description": start.description, "made_from": source.digest, "base": seen.revision,
        })  # fmt: skip
    typed = Text(str(form["name"].value() or ""), str(form["description"].value() or ""))
    before = selectors.source_behind(seen, present.made_from) if present and state == State.STALE else None
    listed = _state(request)
    previous, behind = _neighbours(request, seen, language.code, listed)
    advice = hints(f"{source.name}\n{source.description}", f"{typed.name}\n{typed.description}", language.code, glossary())
    context = {
        "service": seen, "source": source, "source_language": LANGUAGES[offer.language], "present": present, "target": language,
        "form": form, "state": state, "state_words": STATES[state], "listed": listed, "known": known, "gap": GAP,
        "changed": (difference(before.name, source.name), difference(before.description, source.description)) if before else None,
        "prefilled": present is None and bool(start.name or start.description), "previous": previous, "next": behind,
        "hints": advice, "unreviewed": any(not hint.word.reviewed for hint in advice),
        "figures": differing(f"{source.name}\n{source.description}", f"{typed.name}\n{typed.description}") if typed.name else (),
        "may_review": _may_review(request, seen, offer, language.code, state), "machine": _may_ask(offer, language.code, state),
    }  # fmt: skip
    return desk_page(request, "translation/text.html", _("Translation"), status=status, **{**context, **more})


def _neighbours(
    request: HttpRequest, seen: Service, target: str, state: State | None
) -> tuple[uuid.UUID | None, uuid.UUID | None]:
    work = selectors.standing(membership_of(request), target)
    return selectors.neighbours(work.filter(state=state) if state else work, seen.id)


def _may_review(request: HttpRequest, seen: Service, offer: Offer, target: str, state: State) -> bool:
    if state == State.MACHINE:
        return True
    return state == State.HUMAN and selectors.writer_of(seen, target) != membership_of(request).user.actor


def _may_ask(offer: Offer, target: str, state: State) -> bool:
    """Whether a machine could help: it is switched on, knows the languages, and no person has written."""
    by, present = machine(), offer.texts.get(target)
    if by is None or offer.status not in PUBLIC or not by.speaks(offer.language, target):
        return False
    return present is None or (present.origin == "machine" and state == State.STALE)


@desk(Duty.TRANSLATION)
@require_POST
def review(request: HttpRequest, lang: str, target: str, service: uuid.UUID) -> HttpResponse:
    """A second person has read the text."""
    _found(request, target, service)
    try:
        actions.review_text(
            membership=membership_of(request), service=service, language=target, seen=request.POST.get("seen", ""),
            now=timezone.now(),
        )  # fmt: skip
        messages.success(request, _("The translation is marked as checked."))
    except Refused as refused:
        messages.error(request, _problem(refused))
    return HttpResponseRedirect(_address(lang, target, service, _state(request)))


@desk(Duty.TRANSLATION)
@require_POST
def by_machine(request: HttpRequest, lang: str, target: str, service: uuid.UUID) -> HttpResponse:
    """Only this button asks a machine: nothing else waits for it."""
    seen, _language = _found(request, target, service)
    offer, by = offer_inside(seen).public(), machine()
    try:
        if by is None or not _may_ask(offer, target, state_of(offer, target)):
            raise Refused("machine_not_here")
        made = translated(by, offer, target)
        actions.keep_machine_text(
            membership=membership_of(request), service=service, language=target, text=made, now=timezone.now()
        )  # fmt: skip
        messages.success(request, _("A machine has translated the text. Please check it."))
    except Refused as refused:
        messages.error(request, _problem(refused))
    return HttpResponseRedirect(_address(lang, target, service, _state(request)))


def _problem(refused: Refused) -> str:
    return {
        "no_name": _("Please write a name."),
        "gap_left": _("There is still a gap: […]. Please translate this sentence too, or take the sign out."),
        "own_text": _("You wrote this translation. Please ask somebody else to check it."),
        "text_is_stale": _("The original has changed. Please update the translation first."),
        "changed_meanwhile": _("Somebody has changed this translation. Please read it again."),
        "a_person_wrote_it": _("A person has already translated this text. The machine does not replace it."),
        "machine_busy": _("The translation service is busy. Please try again in a few minutes, or translate yourself."),
        "machine_quota": _("This month's amount of machine translation is used up. Please translate yourself."),
        "machine_key": _("The translation service does not know us. Please tell the people who run this system."),
        "machine_down": _("The translation service does not answer. Please try again later, or translate yourself."),
        "machine_rubbish": _("The translation service's answer was not usable. Please translate yourself."),
    }.get(refused.code, _("This is not possible for this text."))
