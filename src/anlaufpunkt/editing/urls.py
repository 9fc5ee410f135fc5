from django.urls import path

from anlaufpunkt.editing.views import drafts, imports, services

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
urlpatterns += [
    path("desk/imports/", imports.index, name="imports"),
    path("desk/imports/example.csv", imports.sample, {"form": "csv"}, name="import-example-csv"),
    path("desk/imports/example.xlsx", imports.sample, {"form": "xlsx"}, name="import-example-xlsx"),
    path("desk/imports/<uuid:one>/", imports.one, name="import"),
    path("desk/imports/<uuid:one>/take/", imports.take, name="import-take"),
    path("desk/imports/<uuid:one>/undo/", imports.undo, name="import-undo"),
]
