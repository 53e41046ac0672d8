"""Addresses of reports that everybody reads, without a sign-in; the language stands in the address."""

from django.urls import path, register_converter

from luukku.programme.labels import LANGUAGES
from luukku.programme.views import public_reports


class ReportLanguage:
    """A language in which reports have their labels."""

    regex = "|".join(LANGUAGES)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(ReportLanguage, "report_language")

app_name = "public-reports"
urlpatterns = [
    path("reports/<report_language:language>/", public_reports.report_list, name="list"),
    path("reports/<report_language:language>/<uuid:pk>/", public_reports.report_page, name="page"),
    path("reports/<report_language:language>/<uuid:pk>/report.pdf", public_reports.report_pdf, name="pdf"),
]
