"""Addresses under `/w/<code>/`: what a worker does for one organisation. The middleware takes the prefix off."""

from django.urls import include, path

from luukku.core import error_pages

urlpatterns = [
    path("", include("luukku.desk.urls")),
    path("", include("luukku.casework.urls")),
    path("", include("luukku.directory.urls")),
    path("", include("luukku.plans.urls")),
    path("", include("luukku.insight.urls")),
    path("", include("luukku.programme.urls")),
    path("", include("luukku.toolkit.urls")),
    path("", include("luukku.surveys.urls")),
    path("", include("luukku.accounts.urls_work")),
    path("", include("luukku.delivery.urls")),
    path("", include("luukku.language.urls")),
    path("", include("luukku.portal.urls_work")),
]

handler400 = error_pages.bad_request
handler403 = error_pages.permission_denied
handler404 = error_pages.not_found
handler500 = error_pages.server_error
