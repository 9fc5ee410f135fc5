from django.urls import path

from anlaufpunkt.contact import views

urlpatterns = [
    path("write/", views.ask, name="write"),
    path("my/", views.lost, name="my-lost"),
    path("my/<str:secret>/", views.my_page, name="my-page"),
    path("my/<str:secret>/copy/", views.my_copy, name="my-copy"),
    path("desk/inquiries/", views.queue, name="inquiries"),
    path("desk/inquiries/<uuid:key>/", views.inquiry, name="inquiry"),
    path("desk/inquiries/<uuid:key>/answer/", views.answer, name="inquiry-answer"),
    path("desk/inquiries/<uuid:key>/note/", views.note_down, name="inquiry-note"),
    path("desk/inquiries/<uuid:key>/needs/", views.correct, name="inquiry-needs"),
    path("desk/inquiries/<uuid:key>/<str:verb>/", views.act, name="inquiry-act"),
]
