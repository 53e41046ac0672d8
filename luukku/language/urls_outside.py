"""Addresses about language that are open to everybody: the plain-language check for other programs."""

from django.urls import path

from luukku.language.api import api

urlpatterns = [path("api/plain/", api.urls)]
