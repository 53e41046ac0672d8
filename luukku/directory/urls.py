"""Addresses of the directory for people at work."""

from django.urls import path

from luukku.directory.views import activities, imports, services, waiting

app_name = "directory"

urlpatterns = [
    path("directory/", services.services, name="services"),
    path("directory/services/<uuid:pk>/", services.service, name="service"),
    path("directory/services/<uuid:pk>/words/<slug:language>/", services.words, name="words"),
    path("directory/places/", services.places, name="places"),
    path("directory/responsible/", services.responsible, name="responsible"),
    path("directory/activities/", activities.activities, name="activities"),
    path("directory/activities/new/", activities.activity_edit, name="activity-add"),
    path("directory/activities/calendar/", activities.calendar_bring, name="calendar-bring"),
    path("directory/activities/<uuid:pk>/", activities.activity, name="activity"),
    path("directory/activities/<uuid:pk>/edit/", activities.activity_edit, name="activity-edit"),
    path("directory/activities/<uuid:pk>/archive/", activities.activity_archive, name="activity-archive"),
    path("directory/waiting/", waiting.waiting, name="waiting"),
    path("directory/waiting/<slug:kind>/<uuid:pk>/", waiting.decide, name="waiting-decide"),
    path("directory/imports/", imports.imports, name="imports"),
    path("directory/imports/<uuid:pk>/", imports.import_one, name="import"),
    path("directory/imports/<uuid:pk>/take-up/", imports.import_take_up, name="import-take-up"),
]
