from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "luukku.accounts"
    label = "accounts"

    def ready(self) -> None:
        from luukku.accounts import checks  # noqa: F401, PLC0415 - registers them
