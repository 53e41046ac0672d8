"""Addresses that belong to no workplace: sign-in, own settings, health. Workers' pages are in `urls_work`."""

from django.conf import settings
from django.urls import include, path

from luukku.core import error_pages
from luukku.project import health, pages

urlpatterns = [
    path("", pages.front, name="front"),
    path("healthz", health.healthz, name="healthz"),
    path("readiness", health.readiness, name="readiness"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("", include("luukku.accounts.urls")),
    path("", include("luukku.casework.urls_outside")),
    path("", include("luukku.directory.urls_outside")),
    path("", include("luukku.toolkit.urls_outside")),
    path("", include("luukku.surveys.urls_outside")),
    path("", include("luukku.language.urls_outside")),
    path("", include("luukku.programme.urls_outside")),
    path("", include("luukku.portal.urls")),
]

if settings.DEMO:
    urlpatterns.append(path("demo/", include("luukku.project.demo.urls")))

handler400 = error_pages.bad_request
handler403 = error_pages.permission_denied
handler404 = pages.not_found
handler500 = error_pages.server_error
