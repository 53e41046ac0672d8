"""Addresses of the toolkit that are open to other machines."""

from django.urls import path

from luukku.toolkit.views import answering

urlpatterns = [
    path("toolkit/machine/<slug:token>/", answering.machine_answer, name="machine-answer"),
]
