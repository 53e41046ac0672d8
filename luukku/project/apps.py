from django.apps import AppConfig


class ProjectConfig(AppConfig):
    name = "luukku.project"
    label = "project"
