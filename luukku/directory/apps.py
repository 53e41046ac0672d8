from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "luukku.directory"
    label = "directory"

    def ready(self) -> None:
        from luukku.directory import receivers  # noqa: F401, PLC0415 - connects them
