"""Casework's one address outside every workplace: a calendar has no session."""

from django.urls import path

from luukku.casework.views.feeds import calendar_feed

urlpatterns = [path("calendar/<str:token>/dates.ics", calendar_feed, name="calendar-feed")]
