"""The app of programmes."""

from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    name = "luukku.programme"
    label = "programme"
