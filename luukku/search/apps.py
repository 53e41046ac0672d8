from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "luukku.search"
    label = "search"
