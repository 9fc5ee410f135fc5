from django.urls import path

from anlaufpunkt.finder.views import answers, service, steps

urlpatterns = [
    path("ask/", answers.ask, name="ask"),
    path("helped/", steps.helped, name="helped"),
    path("need/<slug:need>/", answers.need, name="need"),
    path("start/<slug:need>/", steps.start, name="start"),
    path("service/<uuid:service>/", service.service, name="service"),
    path("service/<uuid:service>/calendar.ics", service.calendar, name="calendar"),
    path("service/<uuid:service>/report/", service.report, name="report"),
    path("<slug:place>/need/<slug:need>/", answers.need, name="need-near"),
    path("<slug:place>/start/<slug:need>/", steps.start, name="start-near"),
]
