"""Addresses that are open to everybody: the directory for other programs, and events for calendars."""

from django.urls import path

from luukku.directory.api import api
from luukku.directory.views import feeds

urlpatterns = [
    path("hsds/", api.urls),
    path("events.ics", feeds.events, name="events-feed"),
]
