"""Pages that exist only in the demo."""

from django.urls import path

from luukku.delivery.views import demo_outbox
from luukku.project.demo import views

urlpatterns = [
    path("tour/", views.tour, name="demo-tour"),
    path("outbox/", demo_outbox, name="demo-outbox"),
]
