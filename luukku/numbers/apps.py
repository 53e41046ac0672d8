"""The app of publishing figures."""

from django.apps import AppConfig


class NumbersConfig(AppConfig):
    name = "luukku.numbers"
    label = "numbers"
