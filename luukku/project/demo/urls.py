"""Pages that exist only in the demo."""

from django.urls import path

from luukku.project.demo import views

urlpatterns = [
    path("tour/", views.tour, name="demo-tour"),
]
