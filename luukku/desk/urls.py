"""Addresses of the desk."""

from django.urls import path

from luukku.desk import views

app_name = "desk"
urlpatterns = [
    path("", views.my_day, name="my-day"),
    path("clocks/", views.clocks, name="clocks"),
    path("find/", views.find, name="find"),
    path("find/suggestions/", views.suggestions, name="suggestions"),
    path("find/words/<str:slug>/", views.word, name="word"),
    path("families/", views.families, name="families"),
    path("families/search/", views.search, name="search"),
    path("cases/<uuid:pk>/", views.family, name="family"),
]
