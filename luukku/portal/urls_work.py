"""Addresses inside a workplace: what whoever keeps the public site has to answer."""

from django.urls import path

from luukku.portal.views import answering, readers

app_name = "portal-work"
urlpatterns = [
    path("public-feedback/", answering.feedback_list, name="feedback"),
    path("public-feedback/<uuid:pk>/", answering.feedback_answer, name="feedback-answer"),
    path("public-site/", readers.readers, name="readers"),
    path("public-site/<slug:kind>/<uuid:pk>/", readers.reader_page, name="reader-page"),
    path("public-site/<slug:kind>/<uuid:pk>/read/", readers.reader_page_read, name="reader-page-read"),
]
