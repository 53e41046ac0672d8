"""Addresses of the directory for people at work."""

from django.urls import path, register_converter

from luukku.directory.views import (
    activities,
    calendars,
    channels,
    counselling,
    imports,
    keeping,
    services,
    waiting,
    words,
)
from luukku.directory.views.kinds import EntryKind, OpenKind

register_converter(EntryKind, "entry_kind")
register_converter(OpenKind, "open_kind")

app_name = "directory"

urlpatterns = [
    path("directory/", services.services, name="services"),
    path("directory/services/new/", keeping.service_edit, name="service-add"),
    path("directory/services/<uuid:pk>/", services.service, name="service"),
    path("directory/services/<uuid:pk>/edit/", keeping.service_edit, name="service-edit"),
    path("directory/services/<uuid:pk>/facts/", keeping.service_facts, name="service-facts"),
    path("directory/services/<uuid:pk>/ways/", keeping.service_ways, name="service-ways"),
    path("directory/services/<uuid:pk>/ways/<uuid:connection>/end/", keeping.way_end, name="way-end"),
    path("directory/channels/new/<slug:kind>/", keeping.channel_edit, name="channel-add"),
    path("directory/channels/<uuid:pk>/", channels.channel, name="channel"),
    path("directory/channels/<uuid:pk>/edit/", keeping.channel_edit, name="channel-edit"),
    path("directory/<entry_kind:kind>/<uuid:pk>/words/<slug:language>/", words.words, name="words"),
    path("directory/<entry_kind:kind>/<uuid:pk>/archive/", words.archive_entry, name="archive"),
    path("directory/<entry_kind:kind>/<uuid:pk>/return/", words.return_entry, name="return"),
    path("directory/<open_kind:kind>/<uuid:pk>/hours/", channels.hours, name="hours"),
    path("directory/<open_kind:kind>/<uuid:pk>/hours/exception/", channels.exception_add, name="exception-add"),
    path(
        "directory/<open_kind:kind>/<uuid:pk>/hours/<uuid:line>/remove/",
        channels.exception_remove,
        name="exception-remove",
    ),
    path("directory/places/", services.places, name="places"),
    path("directory/responsible/", services.responsible, name="responsible"),
    path("directory/activities/", activities.activities, name="activities"),
    path("directory/activities/new/", activities.activity_edit, name="activity-add"),
    path("directory/activities/calendar/", calendars.calendar_bring, name="calendar-bring"),
    path("directory/activities/calendars/", calendars.calendars, name="calendars"),
    path("directory/activities/calendars/<uuid:pk>/fetch/", calendars.calendar_fetch, name="calendar-fetch"),
    path("directory/activities/calendars/<uuid:pk>/end/", calendars.calendar_end, name="calendar-end"),
    path("directory/counselling/new/", counselling.counselling_edit, name="counselling-add"),
    path("directory/counselling/<uuid:pk>/", counselling.counselling_edit, name="counselling-edit"),
    path("directory/activities/<uuid:pk>/", activities.activity, name="activity"),
    path("directory/activities/<uuid:pk>/edit/", activities.activity_edit, name="activity-edit"),
    path("directory/waiting/", waiting.waiting, name="waiting"),
    path("directory/waiting/<slug:kind>/<uuid:pk>/", waiting.decide, name="waiting-decide"),
    path("directory/imports/", imports.imports, name="imports"),
    path("directory/imports/<uuid:pk>/", imports.import_one, name="import"),
    path("directory/imports/<uuid:pk>/take-up/", imports.import_take_up, name="import-take-up"),
]
