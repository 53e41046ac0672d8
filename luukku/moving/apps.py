"""The app of moving over from other systems."""

from django.apps import AppConfig


class MovingConfig(AppConfig):
    name = "luukku.moving"
    label = "moving"
