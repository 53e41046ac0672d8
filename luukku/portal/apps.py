from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "luukku.portal"
    label = "portal"

    def ready(self) -> None:
        from luukku.portal import receivers  # noqa: F401, PLC0415 - connects them
