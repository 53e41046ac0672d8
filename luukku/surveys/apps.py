"""The app of surveys and minimum criteria."""

from django.apps import AppConfig


class SurveysConfig(AppConfig):
    name = "luukku.surveys"
    label = "surveys"
