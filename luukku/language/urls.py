"""Pages inside a workplace about language."""

from django.urls import path

from luukku.language import views

app_name = "language"
urlpatterns = [path("plain/", views.plain, name="plain")]
