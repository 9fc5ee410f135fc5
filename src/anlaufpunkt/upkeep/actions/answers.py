"""Somebody who knows says how it is: by link, on the phone, or at the desk."""

import uuid
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from anlaufpunkt.directory.actions import confirm_service, lock_services, report_wrong, set_status
from anlaufpunkt.directory.models import Report, Revision, Service
from anlaufpunkt.network.actions import withdraw_mail
from anlaufpunkt.network.models import Organization
from anlaufpunkt.terms.domain.refusal import Refused
from anlaufpunkt.upkeep.actions.mails import write
from anlaufpunkt.upkeep.domain.answers import LONGEST_NOTE, Answer, check_closure
from anlaufpunkt.upkeep.domain.gate import may_write_to
from anlaufpunkt.upkeep.domain.links import RENEWED_AGAIN, Purpose, address_mark
from anlaufpunkt.upkeep.domain.review import Stage
from anlaufpunkt.upkeep.models import Link, Question, Review
from anlaufpunkt.upkeep.selectors.links import answerable, is_open, open_questions


@transaction.atomic
def say(
    *,
    service: Service,
    answer: Answer,
    actor: str,
    now: datetime,
    note: str = "",
    until: date | None = None,
    language: str = "de",
) -> None:
    """`until` belongs to CLOSED, `note` to CHANGED. An offer that was hidden is shown again."""
    lock_services([service.pk])
    service.refresh_from_db(fields=["status"])  # the periodic job may have hidden it meanwhile
    today, review = timezone.localdate(now), Review.objects.filter(service=service)
    if answer is Answer.CHANGED:
        report_wrong(
            service_id=service.pk, page="", fact=Report.CHANGED, note=note.strip()[:LONGEST_NOTE], language=language, now=now,
            from_carrier=True,
        )  # fmt: skip
        review.exclude(stage=Stage.HIDDEN).delete()
        return
    if answer is Answer.ENDED:
        set_status(service=service, status="defunct", actor=actor, cause="end", now=now)
    elif answer is Answer.CLOSED:
        check_closure(until, today)
        set_status(service=service, status="temporarily closed", closed_until=until, actor=actor, cause="closed", now=now)
        confirm_service(service=service, today=today, actor=actor, now=now)
    else:
        if service.status == "inactive" and review.filter(stage=Stage.HIDDEN).exists() and _hidden_by_us(service):
            set_status(service=service, status="active", actor=actor, cause="resume", now=now)
        confirm_service(service=service, today=today, actor=actor, now=now)
    review.delete()


def _hidden_by_us(service: Service) -> bool:
    """And not suspended by a person since."""
    newest = Revision.objects.filter(service=service).first()
    return newest is not None and newest.cause == "hidden"


@transaction.atomic
def answer(*, link: Link, service: uuid.UUID, answer: Answer, now: datetime, note: str = "", until: date | None = None) -> None:
    """For one of the services that the link asks about."""
    mine = _lock(link, now)
    question = Question.objects.select_related("service__organization").filter(link=mine, service=service, answer="").first()
    if question is None or not answerable(question.service):
        raise Refused("not_asked")
    _keep(mine, question, answer, now, note=note, until=until)
    _use_up(mine, now)


@transaction.atomic
def answer_all(*, link: Link, now: datetime) -> int:
    """All that is still open is right; returns how many that were."""
    mine = _lock(link, now)
    questions = open_questions(mine)
    lock_services(q.service_id for q in questions)
    for question in questions:
        _keep(mine, question, Answer.RIGHT, now)
    _use_up(mine, now)
    return len(questions)


def _lock(link: Link, now: datetime) -> Link:
    found = Link.objects.select_for_update(of=("self",)).select_related("organization").get(pk=link.pk)
    if not is_open(found, now):
        raise Refused("link_over")
    return found


def _keep(link: Link, question: Question, answer: Answer, now: datetime, *, note: str = "", until: date | None = None) -> None:
    say(service=question.service, answer=answer, actor=link.actor, now=now, note=note, until=until, language=link.language)
    Question.objects.filter(pk=question.pk).update(answer=answer)


def _use_up(link: Link, now: datetime) -> None:
    if not open_questions(link):
        Link.objects.filter(pk=link.pk).update(used=now)


@transaction.atomic
def renew(*, link: Link, address: str, now: datetime) -> None:
    """A new link to the same address, once a day. Whoever asks sees the same, whether or not a mail goes out."""
    carrier = Organization.objects.select_for_update().get(pk=link.organization_id)
    lately = Link.objects.filter(organization=carrier, purpose=Purpose.RENEW, made__gt=now - RENEWED_AGAIN)
    services = [question.service for question in open_questions(link)]
    if not may_write_to(carrier) or link.address != address_mark(carrier.contact_email) or not services or lately.exists():
        return
    write(organization=carrier, services=services, purpose=Purpose.RENEW, address=address, now=now)


@transaction.atomic
def stop(*, link: Link, now: datetime) -> None:
    """No more mails to the address that this link was sent to."""
    carrier = Organization.objects.select_for_update().get(pk=link.organization_id)
    Link.objects.filter(pk=link.pk, used=None).update(used=now)
    if link.address == address_mark(carrier.contact_email):
        withdraw_mail(organization=carrier, actor=link.actor, now=now)
