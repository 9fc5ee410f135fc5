"""Round tables, their meetings and what people promise there; the invented questions of the demonstration."""

import uuid
from collections.abc import Collection
from datetime import date, datetime, timedelta

from django.db import transaction

from anlaufpunkt.finder.actions import count_asked, count_unanswered
from anlaufpunkt.finder.models import Asked
from anlaufpunkt.journal.actions import note
from anlaufpunkt.network.domain.organizations import EXAMPLE_CENTRE
from anlaufpunkt.network.domain.roles import Role
from anlaufpunkt.network.models import Centre, Membership, Organization
from anlaufpunkt.reach.domain.invented import QUESTIONS
from anlaufpunkt.reach.domain.quarters import days_of, finished
from anlaufpunkt.reach.models import Meeting, RoundTable, Task
from anlaufpunkt.reach.selectors.tables import at_table
from anlaufpunkt.terms.domain.refusal import Refused

KEPT = timedelta(days=3 * 365)  # minutes and tasks


def _coordinator(by: Membership, centre: str) -> None:
    if by.role != Role.COORDINATOR or by.centre_id != centre:
        raise Refused("not_your_centre")


@transaction.atomic
def put_table(
    *, by: Membership, table: RoundTable | None, name: str, organizations: Collection[Organization], now: datetime
) -> RoundTable:
    """Make a round table, or change its name and who takes part."""
    centre = table.centre_id if table else by.centre_id or ""
    _coordinator(by, centre)
    if any(o.centre_id != centre for o in organizations):
        raise Refused("organization_of_another_centre")
    same = RoundTable.objects.filter(centre=centre, name=name)
    if (same.exclude(pk=table.pk) if table else same).exists():
        raise Refused("name_is_taken")
    verb = "changed" if table else "made"
    table = table or RoundTable(centre_id=centre)
    table.name = name
    table.save()
    table.organizations.set(organizations)
    note(now=now, actor=by.user.actor, action=f"table.{verb}", subject=f"table:{table.id}", centre=centre)
    return table


@transaction.atomic
def put_meeting(
    *,
    by: Membership,
    table: RoundTable,
    meeting: Meeting | None,
    begins: datetime,
    ends: datetime,
    place: str,
    minutes: str,
    present: Collection[Membership],
    now: datetime,
) -> Meeting:
    """Set a date, or write down how it went."""
    _coordinator(by, table.centre_id)
    if ends <= begins:
        raise Refused("ends_before_it_begins")
    there = set(meeting.present.all()) if meeting else set()
    if set(present) - there - set(at_table(table)):
        raise Refused("not_at_this_table")
    verb = "changed" if meeting else "set"
    meeting = meeting or Meeting(table=table)
    meeting.begins, meeting.ends, meeting.place, meeting.minutes = begins, ends, place, minutes
    meeting.save()
    meeting.present.set(present)
    note(now=now, actor=by.user.actor, action=f"meeting.{verb}", subject=f"meeting:{meeting.id}", centre=table.centre_id)
    return meeting


@transaction.atomic
def give_task(*, by: Membership, meeting: Meeting, what: str, owner: Membership, due: date, now: datetime) -> Task:
    _coordinator(by, meeting.table.centre_id)
    if owner not in at_table(meeting.table):
        raise Refused("not_at_this_table")
    task = Task.objects.create(meeting=meeting, what=what, owner=owner, due=due)
    _note_task("given", task, by, now)
    return task


@transaction.atomic
def tick(*, by: Membership, task: Task, done: bool, now: datetime) -> None:
    """Its owner, or a coordinator of the centre, says that a task is done, or that it is not."""
    if not Task.objects.visible_to(by).filter(pk=task.pk).exists():
        raise Refused("not_your_task")
    changed = Task.objects.filter(pk=task.pk, done__isnull=done).update(done=now if done else None)
    if changed:
        _note_task("done" if done else "reopened", task, by, now)


def _note_task(verb: str, task: Task, by: Membership, now: datetime) -> None:
    centre = task.meeting.table.centre_id
    note(now=now, actor=by.user.actor, action=f"task.{verb}", subject=f"task:{task.id}", centre=centre)


@transaction.atomic
def claim_reminder(*, tasks: Collection[uuid.UUID], now: datetime) -> list[Task]:
    """Those of the tasks that nobody has been reminded of yet; they now count as reminded."""
    fresh = Task.objects.select_for_update().filter(pk__in=tasks, done=None, reminded=None)
    found = list(fresh.select_related("meeting__table", "owner__user").order_by("due"))
    Task.objects.filter(pk__in=[t.pk for t in found]).update(reminded=now)
    return found


@transaction.atomic
def forget_meetings(*, now: datetime) -> int:
    """Minutes and tasks go three years after the meeting; returns how many meetings went."""
    old = Meeting.objects.filter(ends__lt=now - KEPT).select_related("table")
    gone = 0
    for meeting in old:
        note(now=now, actor="system", action="meeting.forgotten", subject=f"meeting:{meeting.id}", centre=meeting.table.centre_id)
        meeting.delete()
        gone += 1
    return gone


@transaction.atomic
def invent_questions(*, centre: Centre, today: date) -> None:
    """Fill the invented centre's last quarter, once; a real centre never gets a count that nobody asked for."""
    if centre.ags != EXAMPLE_CENTRE:
        raise Refused("not_invented")
    day = days_of(finished(today)[0])[1]
    if Asked.objects.filter(area=EXAMPLE_CENTRE, day=day).exists():
        return
    count_asked(counts={(day, need, language, EXAMPLE_CENTRE): asked for need, language, asked, _unanswered in QUESTIONS})
    for need, language, _asked, unanswered in QUESTIONS:
        for _ in range(unanswered):
            count_unanswered(needs=[need], language=language, area=EXAMPLE_CENTRE, today=day)
