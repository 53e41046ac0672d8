"""Addresses that are open to everybody: the directory for other programs, and events for calendars."""

from django.urls import path

from luukku.directory.api import api
from luukku.directory.api_docs import api_docs
from luukku.directory.views import feeds

urlpatterns = [
    path("hsds/docs/", api_docs, name="hsds-docs"),
    path("hsds/", api.urls),
    path("events.ics", feeds.events, name="events-feed"),
]
