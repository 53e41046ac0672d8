"""Addresses of interviews, needs and plans."""

app_name = "plans"
urlpatterns: list[object] = []
