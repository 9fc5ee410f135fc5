from django.urls import path

from anlaufpunkt.reach.views import calendar, gaps, home, journal, lists, meetings, organisations, services, tables

urlpatterns = [
    path("desk/", home.home, name="desk"),
    path("desk/partners/", organisations.partners, name="partners"),
    path("desk/partners/<uuid:organization>/", organisations.partner, name="partner"),
    path("desk/journal/", journal.journal, name="journal"),
    path("desk/overview/", services.overview, name="overview"),
    path("desk/calendar/", calendar.week_page, name="week"),
    path("desk/gaps/", gaps.table, name="gaps"),
    path("desk/gaps/<slug:need>/", gaps.one_need, name="gaps-need"),
    path("desk/lists/<slug:name>.<slug:form>", lists.take_away, name="lists"),
    path("desk/tables/", tables.tables, name="tables"),
    path("desk/tables/new/", tables.edit, name="table-new"),
    path("desk/tables/<uuid:table>/", tables.table_page, name="table"),
    path("desk/tables/<uuid:table>/edit/", tables.edit, name="table-edit"),
    path("desk/tables/<uuid:table>/meeting/", meetings.edit, name="meeting-new"),
    path("desk/meetings/<uuid:meeting>/", meetings.meeting_page, name="meeting"),
    path("desk/meetings/<uuid:meeting>/edit/", meetings.edit, name="meeting-edit"),
    path("desk/meetings/<uuid:meeting>/task/", meetings.give, name="task-new"),
    path("desk/meetings/<uuid:meeting>/meeting.ics", meetings.as_ics, name="meeting-ics"),
    path("desk/tasks/", meetings.tasks, name="tasks"),
    path("desk/tasks/<uuid:task>/", meetings.tick, name="task-tick"),
]
