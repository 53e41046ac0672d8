from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "luukku.files"
    label = "files"

    def ready(self) -> None:
        from luukku.files import checks  # noqa: F401, PLC0415 - registered when the apps are loaded
