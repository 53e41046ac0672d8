from django.apps import AppConfig


class DeliveryConfig(AppConfig):
    name = "luukku.delivery"
    label = "delivery"

    def ready(self) -> None:
        from luukku.delivery import receivers  # noqa: F401, PLC0415 - connects them
