"""The app of programmes."""

from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    name = "luukku.programme"
    label = "programme"

    def ready(self) -> None:
        from luukku.programme import receivers  # noqa: F401, PLC0415 - connects them
