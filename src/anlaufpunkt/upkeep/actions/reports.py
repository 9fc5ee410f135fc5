"""What readers and organisations report is settled, or handed on."""

from datetime import datetime

from django.db import transaction

from anlaufpunkt.directory.actions import lock_services, settle_report
from anlaufpunkt.directory.domain.reports import Outcome, Owner
from anlaufpunkt.directory.models import Report
from anlaufpunkt.network.models import Membership
from anlaufpunkt.terms.domain.refusal import Refused
from anlaufpunkt.upkeep.actions.answers import say
from anlaufpunkt.upkeep.domain.answers import Answer
from anlaufpunkt.upkeep.policies import may_settle
from anlaufpunkt.upkeep.selectors.reports import receiver


@transaction.atomic
def settle(*, by: Membership, report: Report, outcome: Outcome, now: datetime) -> None:
    """What the organisation itself had said is true again once it is settled: that confirms the offer."""
    if not may_settle(by, report):
        raise Refused("may_not_settle")
    to: Owner | None = None
    if outcome is Outcome.FORWARDED:
        to = receiver(by, report)
        if to is None:
            raise Refused("nobody_to_forward_to")
    if report.service:
        lock_services([report.service.pk])
    still_open = settle_report(report=report, outcome=outcome, to=to, actor=by.user.actor, now=now)
    if still_open and to is None and report.fact == Report.CHANGED and report.service:
        say(service=report.service, answer=Answer.RIGHT, actor=by.user.actor, now=now)
