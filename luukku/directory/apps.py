from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "luukku.directory"
    label = "directory"
