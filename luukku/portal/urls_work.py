"""Addresses inside a workplace: what whoever keeps the public site has to answer."""

from django.urls import path

from luukku.portal.views import answering

app_name = "portal-work"
urlpatterns = [
    path("public-feedback/", answering.feedback_list, name="feedback"),
    path("public-feedback/<uuid:pk>/", answering.feedback_answer, name="feedback-answer"),
]
