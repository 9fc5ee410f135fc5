"""Behind the links of a mail: without an account, and nothing changes by merely opening them (mail scanners do)."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from anlaufpunkt.directory.models import Service
from anlaufpunkt.directory.selectors import offer_of
from anlaufpunkt.finder.domain.query import Query
from anlaufpunkt.finder.domain.ranking import judge
from anlaufpunkt.finder.selectors import Card, card
from anlaufpunkt.terms.domain.refusal import Refused
from anlaufpunkt.ui.access import public
from anlaufpunkt.upkeep import actions
from anlaufpunkt.upkeep.domain.answers import LONGEST_CLOSURE, LONGEST_NOTE, Answer
from anlaufpunkt.upkeep.domain.links import address_mark
from anlaufpunkt.upkeep.forms import AnswerForm
from anlaufpunkt.upkeep.models import Link
from anlaufpunkt.upkeep.selectors.links import answer_link, answerable, is_open, questions_of, stop_link
from anlaufpunkt.upkeep.selectors.words import ANSWERS


@dataclass(frozen=True, slots=True)
class Asked:
    service: uuid.UUID
    card: Card
    answer: str  # in words; empty: still open
    open: bool


def _page(request: HttpRequest, template: str, *, status: int = 200, **context: object) -> HttpResponse:
    """The address is a secret: it is neither passed on nor found by a search engine nor put into the language picker."""
    response = render(request, template, {**context, "sensitive": True, "place": None}, status=status)
    response["Referrer-Policy"], response["X-Robots-Tag"] = "no-referrer", "noindex, nofollow"
    return response


@public
@csrf_exempt  # no cookie and no session: whoever has the secret may answer, nobody else can
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, lang: str, secret: str) -> HttpResponse:
    now, link = timezone.now(), answer_link(secret)
    if link is None:
        return _page(request, "upkeep/over.html", status=404, unknown=True)
    if not is_open(link, now):
        return _over(request, link, now)
    if request.method != "POST":
        return _questions(request, lang, link, now)
    try:
        problem = _take(request, link, now)
    except Refused as refused:
        problem = _("Please choose a day within the next twelve months.") if refused.code == "closed_until_when" else ""
        if not problem:  # somebody else has just answered
            return HttpResponseRedirect(request.path)
    return _questions(request, lang, link, now, problem=problem) if problem else HttpResponseRedirect(request.path)


def _take(request: HttpRequest, link: Link, now: datetime) -> str:
    """Keep what was answered; a sentence where that cannot be."""
    if request.POST.get("all"):
        actions.answer_all(link=link, now=now)
        return ""
    form = AnswerForm(request.POST)
    if not form.is_valid():
        if "note" in form.errors:
            return _("Please write at most %(count)d characters.") % {"count": LONGEST_NOTE}
        return _("Please choose an answer. A day looks like this: 2027-01-31.")
    data = form.cleaned_data
    actions.answer(
        link=link, service=data["service"], answer=Answer(data["answer"]), note=data["note"], until=data["until"], now=now
    )
    return ""


def _questions(request: HttpRequest, lang: str, link: Link, now: datetime, problem: str = "") -> HttpResponse:
    questions = questions_of(link)
    whole = {s.pk: s for s in Service.objects.whole().filter(pk__in=[q.service_id for q in questions])}
    asked = [
        Asked(
            q.service_id, card(judge(Query({}, reader=lang), offer_of(whole[q.service_id]), now), lang),
            str(ANSWERS[Answer(q.answer)]) if q.answer else "", not q.answer and answerable(q.service),
        )
        for q in questions
    ]  # fmt: skip
    today = timezone.localdate(now)
    return _page(
        request, "upkeep/review.html", status=422 if problem else 200, asked=asked, problem=problem, link=link,
        several=sum(one.open for one in asked) > 1, today=today, last_day=today + LONGEST_CLOSURE, longest=LONGEST_NOTE,
    )  # fmt: skip


def _over(request: HttpRequest, link: Link, now: datetime) -> HttpResponse:
    """Used up, expired, or the address has changed. The page never names the address."""
    sent = request.method == "POST" and bool(request.POST.get("renew"))
    if sent:
        actions.renew(link=link, address=settings.PUBLIC_URL.rstrip("/"), now=now)
    centre = link.organization.centre
    return _page(request, "upkeep/over.html", link=link, sent=sent, centres=[centre] if centre else [])


@public
@csrf_exempt  # as above
@require_http_methods(["GET", "HEAD", "POST"])
def stop_mails(request: HttpRequest, lang: str, secret: str) -> HttpResponse:
    now = timezone.now()
    link = stop_link(secret, now)
    if link is None:
        return _page(request, "upkeep/over.html", status=404, unknown=True)
    if request.method == "POST":
        actions.stop(link=link, now=now)
        return HttpResponseRedirect(request.path)
    stopped = link.address != address_mark(link.organization.contact_email)
    return _page(request, "upkeep/stop.html", link=link, stopped=stopped)
