"""The app of the toolkit."""

from django.apps import AppConfig


class ToolkitConfig(AppConfig):
    name = "luukku.toolkit"
    label = "toolkit"

    def ready(self) -> None:
        from luukku.toolkit import receivers  # noqa: F401, PLC0415 - connects them
