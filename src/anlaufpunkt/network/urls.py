from django.urls import path

from anlaufpunkt.network.views import asking, desk

urlpatterns = [
    path("desk/switch/", desk.switch, name="desk-switch"),
    path("desk/people/", desk.people_page, name="people"),
    path("desk/people/invitation/", desk.invitation, name="people-invitation"),
    path("desk/people/<uuid:membership>/end/", desk.leave, name="people-end"),
    path("desk/partners/<uuid:organization>/trust/", asking.trust, name="partners-trust"),
    path("desk/partners/requests/", asking.requests, name="partners-requests"),
    path("desk/partners/requests/<uuid:asked>/grant/", asking.grant, name="partners-grant"),
    path("desk/partners/requests/<uuid:asked>/decline/", asking.decline, name="partners-decline"),
    path("desk/branding/", desk.branding, name="branding"),
    path("join/", asking.ask, name="ask-access"),
    path("join/confirm/<str:secret>/", asking.confirm, name="ask-access-confirm"),
    path("join/<str:secret>/", desk.join, name="join"),
]
