from django.urls import path

from anlaufpunkt.finder import api

urlpatterns = [
    path("needs", api.needs, name="api-needs"),
    path("search", api.search, name="api-search"),
    path("openapi.json", api.openapi, name="api-openapi"),
]
