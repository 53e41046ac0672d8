"""The app of publishing figures; it has no tables of its own."""

from django.apps import AppConfig


class NumbersConfig(AppConfig):
    name = "luukku.numbers"
    label = "numbers"
