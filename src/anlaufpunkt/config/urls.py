from django.urls import include, path

urlpatterns = [
    path("api/v1/", include("anlaufpunkt.finder.api_urls")),
    path("", include("anlaufpunkt.web.urls")),
    path("<lang:lang>/", include("anlaufpunkt.finder.urls")),
]

handler400 = "anlaufpunkt.web.views.bad_request"
handler403 = "anlaufpunkt.web.views.forbidden"
handler404 = "anlaufpunkt.web.views.not_found"
handler500 = "anlaufpunkt.web.views.server_error"
