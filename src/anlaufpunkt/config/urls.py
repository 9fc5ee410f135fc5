from django.urls import include, path

urlpatterns = [
    path("account/", include("anlaufpunkt.accounts.urls")),
    path("api/v1/", include("anlaufpunkt.finder.api_urls")),
    path("<lang:lang>/", include("anlaufpunkt.contact.urls")),
    path("<lang:lang>/", include("anlaufpunkt.editing.urls")),
    # The finder's fixed words come before the centres' slugs.
    path("<lang:lang>/", include("anlaufpunkt.network.urls")),
    path("<lang:lang>/", include("anlaufpunkt.translation.urls")),
    path("<lang:lang>/", include("anlaufpunkt.upkeep.urls")),
    path("<lang:lang>/", include("anlaufpunkt.reach.urls")),
    path("<lang:lang>/", include("anlaufpunkt.finder.urls")),
    path("", include("anlaufpunkt.web.urls")),
]

handler400 = "anlaufpunkt.web.views.bad_request"
handler403 = "anlaufpunkt.web.views.forbidden"
handler404 = "anlaufpunkt.web.views.not_found"
handler500 = "anlaufpunkt.web.views.server_error"
