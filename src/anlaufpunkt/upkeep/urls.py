from django.urls import path

from anlaufpunkt.upkeep import views

urlpatterns = [
    path("review/stop/<str:secret>/", views.stop_mails, name="review-stop"),
    path("review/<str:secret>/", views.review, name="review"),
    path("desk/freshness/", views.freshness, name="freshness"),
    path("desk/calls/", views.call_list, name="calls"),
    path("desk/calls/claim/<uuid:organization>/", views.claim_calls, name="calls-claim"),
    path("desk/calls/release/<uuid:organization>/", views.release_calls, name="calls-release"),
    path("desk/calls/<uuid:service>/", views.note_result, name="calls-result"),
    path("desk/reports/", views.reports, name="reports"),
    path("desk/reports/<int:report>/", views.settle_report, name="reports-settle"),
    path("desk/confirm/<uuid:service>/", views.confirm, name="confirm"),
    path("desk/mail/", views.mail_list, name="mail"),
    path("desk/mail/<uuid:organization>/", views.agreement, name="mail-agreement"),
    path("desk/mail/<uuid:organization>/stop/", views.withdraw, name="mail-withdraw"),
]
