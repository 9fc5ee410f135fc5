from django.urls import path

from anlaufpunkt.web import views

urlpatterns = [
    path("", views.languages, name="languages"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
    path("health/", views.health, name="health"),
    path("brand/colour/<slug:colour>.css", views.colour, name="colour"),
    path("brand/logo/<slug:digest>.png", views.centre_logo, name="centre-logo"),
    path("metrics/", views.metrics, name="metrics"),
    path("<lang:lang>/", views.home, name="home"),
    path("<lang:lang>/about/", views.about, name="about"),
    path("<lang:lang>/needs/", views.needs, name="needs"),
    path("<lang:lang>/leave/", views.leave, name="leave"),
    path("<lang:lang>/<slug:place>/", views.home, name="home-near"),
    path("<lang:lang>/<slug:place>/barrier/", views.barrier, name="barrier"),
    path("<lang:lang>/<slug:place>/<slug:kind>/", views.page, name="centre-page"),
]
