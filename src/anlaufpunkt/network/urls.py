from django.urls import path

from anlaufpunkt.network import views

urlpatterns = [
    path("desk/", views.home, name="desk"),
    path("desk/switch/", views.switch, name="desk-switch"),
    path("desk/people/", views.people_page, name="people"),
    path("desk/people/<uuid:membership>/end/", views.leave, name="people-end"),
    path("desk/journal/", views.journal, name="journal"),
    path("desk/branding/", views.branding, name="branding"),
    path("join/<str:secret>/", views.join, name="join"),
]
