"""Meetings of a round table: date, minutes, tasks."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from icalendar import Calendar, Event

from anlaufpunkt.network.access import desk, desk_page, membership_of
from anlaufpunkt.network.domain.roles import Duty
from anlaufpunkt.reach import actions
from anlaufpunkt.reach.forms import MeetingForm, TaskForm
from anlaufpunkt.reach.models import Meeting, RoundTable, Task
from anlaufpunkt.reach.policies import may_write
from anlaufpunkt.reach.views.tables import seat
from anlaufpunkt.terms.domain.refusal import Refused

PER_PAGE = 50


@desk(Duty.DESK)
@require_safe
def meeting_page(request: HttpRequest, lang: str, meeting: uuid.UUID) -> HttpResponse:
    """Minutes for all who take part; of the tasks everybody sees the own ones, the coordinator all."""
    return _page(request, _visible(request, meeting))


def _visible(request: HttpRequest, meeting: uuid.UUID) -> Meeting:
    seen = Meeting.objects.visible_to(seat(request)).select_related("table")
    return get_object_or_404(seen, pk=meeting)


def _page(request: HttpRequest, found: Meeting, form: TaskForm | None = None) -> HttpResponse:
    mine = membership_of(request)
    writes = may_write(mine)
    seen = (
        Task.objects.visible_to(mine).filter(meeting=found).select_related("owner__user", "owner__organization", "owner__centre")
    )
    if writes and form is None:
        form = TaskForm(found.table)
    present = found.present.select_related("user", "organization", "centre").order_by("user__name")
    return desk_page(
        request, "reach/meeting.html", found.table.name, status=422 if form and form.errors else 200, meeting=found,
        tasks=seen.order_by("due"), present=present, form=form, writes=writes, today=timezone.localdate(),
    )  # fmt: skip


@desk(Duty.OVERVIEW)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, lang: str, table: uuid.UUID | None = None, meeting: uuid.UUID | None = None) -> HttpResponse:
    """A new meeting of a table, or one that is moved or written down."""
    mine = membership_of(request)
    known = _visible(request, meeting) if meeting else None
    of = known.table if known else get_object_or_404(RoundTable.objects.visible_to(mine), pk=table)
    form = MeetingForm(of, known, request.POST or None, initial=_start(known))
    if request.method == "POST" and form.is_valid():
        begins, ends = form.span()
        data = form.cleaned_data
        try:
            made = actions.put_meeting(
                by=mine, table=of, meeting=known, begins=begins, ends=ends, place=data["place"], minutes=data["minutes"],
                present=list(data["present"]), now=timezone.now(),
            )  # fmt: skip
        except Refused as refused:
            raise PermissionDenied from refused
        return HttpResponseRedirect(f"/{lang}/desk/meetings/{made.id}/")
    back = f"/{lang}/desk/tables/{of.id}/"
    return desk_page(request, "reach/form.html", of.name, status=422 if form.errors else 200, form=form, back=back)


def _start(meeting: Meeting | None) -> dict[str, object] | None:
    if meeting is None:
        return None
    begins, ends = timezone.localtime(meeting.begins), timezone.localtime(meeting.ends)
    return {
        "day": begins.date(), "begins": begins.time(), "ends": ends.time(), "place": meeting.place,
        "minutes": meeting.minutes, "present": meeting.present.all(),
    }  # fmt: skip


@desk(Duty.OVERVIEW)
@require_POST
def give(request: HttpRequest, lang: str, meeting: uuid.UUID) -> HttpResponse:
    """A task from the meeting for somebody at the table."""
    found = _visible(request, meeting)
    form = TaskForm(found.table, request.POST)
    if not form.is_valid():
        return _page(request, found, form)
    data = form.cleaned_data
    try:
        actions.give_task(
            by=membership_of(request), meeting=found, what=data["what"], owner=data["owner"], due=data["due"], now=timezone.now()
        )
    except Refused as refused:
        raise PermissionDenied from refused
    return HttpResponseRedirect(f"/{lang}/desk/meetings/{found.id}/")


@desk(Duty.DESK)
@require_safe
def as_ics(request: HttpRequest, lang: str, meeting: uuid.UUID) -> HttpResponse:
    """The date for one's own calendar; without minutes and names."""
    found = _visible(request, meeting)
    book, event = Calendar(), Event()
    book.add("prodid", "-//Anlaufpunkt//DE")
    book.add("version", "2.0")
    for key, value in (
        ("uid", f"{found.id}@anlaufpunkt"), ("dtstamp", timezone.now()), ("dtstart", found.begins), ("dtend", found.ends),
        ("summary", found.table.name), ("location", found.place),
        ("url", request.build_absolute_uri(f"/{lang}/desk/meetings/{found.id}/")),
    ):  # fmt: skip
        event.add(key, value)
    book.add_component(event)
    response = HttpResponse(book.to_ical(), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="meeting.ics"'
    return response


@desk(Duty.DESK)
@require_safe
def tasks(request: HttpRequest, lang: str) -> HttpResponse:
    mine = seat(request)
    seen = Task.objects.visible_to(mine).select_related("meeting__table", "owner__user", "owner__organization", "owner__centre")
    finished = request.GET.get("done") == "1"
    page = Paginator(seen.filter(done__isnull=not finished).order_by("due", "id"), PER_PAGE).get_page(request.GET.get("page"))
    return desk_page(
        request, "reach/tasks.html", _("Tasks"), page=page, finished=finished, writes=may_write(mine), today=timezone.localdate()
    )


@desk(Duty.DESK)
@require_POST
def tick(request: HttpRequest, lang: str, task: uuid.UUID) -> HttpResponse:
    """Done, or not done after all."""
    mine = seat(request)
    found = get_object_or_404(Task.objects.visible_to(mine), pk=task)
    done = request.POST.get("done") == "1"
    try:
        actions.tick(by=mine, task=found, done=done, now=timezone.now())
    except Refused as refused:
        raise PermissionDenied from refused
    messages.success(request, _("The task is done. Thank you.") if done else _("The task is open again."))
    return HttpResponseRedirect(f"/{lang}/desk/tasks/")
