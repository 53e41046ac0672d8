from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "luukku.desk"
    label = "desk"
