from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    name = "luukku.casework"
    label = "casework"
