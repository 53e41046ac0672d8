from django.apps import AppConfig


class LanguageConfig(AppConfig):
    name = "luukku.language"
    label = "language"
