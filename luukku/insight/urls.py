"""Addresses of figures inside a workplace."""

from django.urls import path

from luukku.insight.views import dashboards, files

app_name = "insight"
urlpatterns = [
    path("figures/", dashboards.home, name="home"),
    path("figures/county/<uuid:place>/", dashboards.dashboard, {"board": "county"}, name="county"),
    path("figures/working-group/<uuid:place>/", dashboards.dashboard, {"board": "working-group"}, name="working-group"),
    path("figures/municipality/<uuid:place>/", dashboards.dashboard, {"board": "municipality"}, name="municipality"),
    path("figures/unit/<uuid:place>/", dashboards.dashboard, {"board": "unit"}, name="unit"),
    path("figures/<slug:board>/<uuid:place>/equality/", dashboards.equality, name="equality"),
    path("figures/<slug:board>/<uuid:place>/equality.<slug:kind>", files.equality_file, name="equality-file"),
    path("figures/<slug:board>/<uuid:place>/<slug:key>/", dashboards.figure, name="figure"),
    path("figures/<slug:board>/<uuid:place>/<slug:key>/<slug:chart>.<slug:kind>", files.chart_file, name="chart-file"),
]
