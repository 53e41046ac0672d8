"""Pages inside a workplace about messages that leave."""

from django.urls import path

from luukku.delivery import views

urlpatterns = [path("messages-out/", views.status, name="delivery-status")]
