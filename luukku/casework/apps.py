from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    name = "luukku.casework"
    label = "casework"

    def ready(self) -> None:
        from luukku.casework import receivers  # noqa: F401, PLC0415 - answers begin when the apps are loaded
