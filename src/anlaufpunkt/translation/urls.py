from django.urls import path

from anlaufpunkt.translation import views

urlpatterns = [
    path("desk/translation/", views.work, name="translation"),
    path("desk/translation/<str:target>/<uuid:service>/", views.text, name="translation-text"),
    path("desk/translation/<str:target>/<uuid:service>/review/", views.review, name="translation-review"),
    path("desk/translation/<str:target>/<uuid:service>/machine/", views.by_machine, name="translation-machine"),
]
