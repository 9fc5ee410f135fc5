from django.urls import path

from anlaufpunkt.editing.views import drafts, services

urlpatterns = [
    path("desk/services/", services.index, name="services"),
    path("desk/services/new/", drafts.new, name="draft-new"),
    path("desk/services/<uuid:service>/", services.service, name="desk-service"),
    path("desk/services/<uuid:service>/do/", services.do, name="desk-service-do"),
    path("desk/services/<uuid:service>/history/", services.history, name="desk-service-history"),
    path("desk/drafts/<uuid:draft>/", drafts.look_over, name="draft"),
    path("desk/drafts/<uuid:draft>/do/", drafts.do, name="draft-do"),
    path("desk/drafts/<uuid:draft>/preview/", drafts.preview, name="draft-preview"),
    path("desk/drafts/<uuid:draft>/<str:step>/", drafts.step, name="draft-step"),
    path("desk/checking/", drafts.checking, name="checking"),
]
