from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "luukku.plans"
    label = "plans"

    def ready(self) -> None:
        from luukku.plans import receivers  # noqa: F401, PLC0415 - connects them
