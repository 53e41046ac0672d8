"""The app of figures and dashboards."""

from django.apps import AppConfig


class InsightConfig(AppConfig):
    name = "luukku.insight"
    label = "insight"
