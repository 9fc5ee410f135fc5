"""Round tables: who reads what, reminders, and how long things are kept."""

from datetime import timedelta

import pytest
from icalendar import Calendar

from anlaufpunkt.journal.models import Entry
from anlaufpunkt.network.domain.roles import Role
from anlaufpunkt.network.models import Membership
from anlaufpunkt.outbox.models import Message
from anlaufpunkt.reach import actions, jobs
from anlaufpunkt.reach.actions import KEPT
from anlaufpunkt.reach.models import Meeting, Task
from anlaufpunkt.reach.selectors.tables import at_table
from anlaufpunkt.terms.domain.refusal import Refused
from tests.desk.people import NOW, Person
from tests.reach.tables import a_meeting, a_task, coordinator_of

pytestmark = pytest.mark.django_db


def test_who_takes_part_reads_the_minutes_and_only_the_own_tasks(person: Person) -> None:
    client, member = person(Role.MEMBER, name="Mia")
    _other, lead = person(Role.LEAD, name="Lea")
    task = a_task(member)
    meeting, by = task.meeting, coordinator_of(member)
    actions.give_task(by=by, meeting=meeting, what="Only for Lea", owner=lead, due=NOW.date(), now=NOW)
    page = client.get(f"/en/desk/meetings/{meeting.id}/").content.decode()
    assert "Secret words" in page
    assert "Call the school" in page
    assert "Only for Lea" not in page
    assert "Only for Lea" not in client.get("/en/desk/tasks/").content.decode()


def test_an_organisation_that_does_not_take_part_sees_nothing(person: Person) -> None:
    client, member = person(Role.MEMBER)
    meeting = a_meeting(member)
    actions.put_table(by=coordinator_of(member), table=meeting.table, name="Alone", organizations=[], now=NOW)
    assert client.get(f"/en/desk/meetings/{meeting.id}/").status_code == 404
    assert "Alone" not in client.get("/en/desk/tables/").content.decode()


def test_nobody_ticks_off_the_task_of_somebody_else(person: Person) -> None:
    client, member = person(Role.MEMBER, name="Mia")
    _other, lead = person(Role.LEAD, name="Lea")
    meeting = a_meeting(member)
    task = actions.give_task(by=coordinator_of(member), meeting=meeting, what="Lea's", owner=lead, due=NOW.date(), now=NOW)
    assert client.post(f"/en/desk/tasks/{task.id}/", {"done": "1"}).status_code == 404
    with pytest.raises(Refused):
        actions.tick(by=member, task=task, done=True, now=NOW)
    assert Task.objects.get(pk=task.pk).done is None


def test_a_task_is_ticked_and_opened_again(person: Person) -> None:
    client, member = person(Role.MEMBER)
    task = a_task(member)
    client.post(f"/en/desk/tasks/{task.id}/", {"done": "1"})
    assert Task.objects.get(pk=task.pk).done is not None
    client.post(f"/en/desk/tasks/{task.id}/", {"done": "0"})
    assert Task.objects.get(pk=task.pk).done is None
    assert list(Entry.objects.filter(action__startswith="task.").order_by("id").values_list("action", flat=True)) == [
        "task.given", "task.done", "task.reopened",
    ]  # fmt: skip


def test_a_coordinator_makes_a_table_a_meeting_and_a_task(person: Person) -> None:
    client, _mine = person(Role.COORDINATOR)
    _club, lead = person(Role.LEAD)
    made = client.post("/en/desk/tables/new/", {"name": "Families", "organizations": [str(lead.organization_id)]})
    assert client.post("/en/desk/tables/new/", {"name": "Families"}).status_code == 422
    when = {"day": "2026-12-01", "begins": "10:00", "ends": "12:00", "place": "Haus", "minutes": "We agreed."}
    made = client.post(f"{made['Location']}meeting/", {**when, "present": [str(lead.id)]})
    meeting = Meeting.objects.get()
    assert f"{meeting.begins:%H:%M %z}" == "09:00 +0000"  # ten o'clock in winter
    assert list(meeting.present.all()) == [lead]
    client.post(f"{made['Location']}task/", {"what": "Print flyers", "owner": str(lead.id), "due": "2026-12-05"})
    page = client.get(made["Location"]).content.decode()
    assert "Print flyers" in page
    assert "We agreed." in page
    backwards = client.post(f"{made['Location']}edit/", {**when, "ends": "09:00"})
    assert backwards.status_code == 422
    assert Meeting.objects.get().ends == meeting.ends


def test_nobody_from_elsewhere_sits_at_the_table(person: Person) -> None:
    _client, mine = person(Role.COORDINATOR)
    _there, stranger = person(Role.LEAD, away=True)
    meeting = a_meeting(mine)
    with pytest.raises(Refused, match="another_centre"):
        actions.put_table(by=mine, table=None, name="Mixed", organizations=[stranger.organization], now=NOW)
    with pytest.raises(Refused, match="not_at_this_table"):
        actions.give_task(by=mine, meeting=meeting, what="x", owner=stranger, due=NOW.date(), now=NOW)
    _auditor, auditor = person(Role.AUDITOR)
    assert auditor not in at_table(meeting.table)


def test_the_calendar_file_holds_no_minutes(person: Person) -> None:
    client, member = person(Role.MEMBER)
    meeting = a_meeting(member)
    body = client.get(f"/en/desk/meetings/{meeting.id}/meeting.ics").content
    (event,) = Calendar.from_ical(body).walk("VEVENT")
    assert event.decoded("dtstart") == meeting.begins
    assert b"Secret" not in body


def test_each_task_is_reminded_of_once_in_one_mail_per_person(person: Person) -> None:
    _client, member = person(Role.MEMBER, name="Mia")
    first = a_task(member, due=1)
    a_task(member, due=2, what="Second")
    a_task(member, due=9, what="Later")
    assert jobs.remind_of_tasks(now=NOW) == 1
    sent = Message.objects.get()
    assert sent.recipient == member.user.email
    assert "Second" not in sent.body  # what a task says stays at the desk
    assert first.meeting.table.name in sent.body
    assert jobs.remind_of_tasks(now=NOW + timedelta(hours=1)) == 0
    assert Message.objects.count() == 1
    assert jobs.remind_of_tasks(now=NOW + timedelta(days=8)) == 1


def test_no_reminder_for_done_tasks_and_for_leavers(person: Person) -> None:
    _client, member = person(Role.MEMBER, name="Mia")
    _other, lead = person(Role.LEAD, name="Lea")
    done, _gone = a_task(member), a_task(lead)
    actions.tick(by=member, task=done, done=True, now=NOW)
    Membership.objects.filter(pk=lead.pk).update(ended=NOW)
    assert jobs.remind_of_tasks(now=NOW) == 0


def test_a_mail_that_cannot_be_written_leaves_the_task_unreminded(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    _client, member = person(Role.MEMBER)
    task = a_task(member)

    def broken(*_: object) -> None:
        raise OSError

    with monkeypatch.context() as patch:
        patch.setattr(jobs, "remind", broken)
        with pytest.raises(OSError):  # noqa: PT011  any
            jobs.remind_of_tasks(now=NOW)
    assert Task.objects.get(pk=task.pk).reminded is None
    assert jobs.remind_of_tasks(now=NOW) == 1


def test_minutes_go_after_three_years(person: Person) -> None:
    _client, mine = person(Role.COORDINATOR)
    meeting = a_meeting(mine, days=0)
    assert jobs.forget(now=meeting.ends + KEPT) == 0
    assert jobs.forget(now=meeting.ends + KEPT + timedelta(minutes=1)) == 1
    assert not Meeting.objects.exists()
    assert Entry.objects.filter(action="meeting.forgotten", subject=f"meeting:{meeting.id}").exists()
