"""Addresses of the public site: the language first, and nothing about who reads."""

from django.urls import path, register_converter

from luukku.language.languages import FAMILY_LANGUAGES
from luukku.portal.views import (
    content,
    counselling,
    finding,
    kept,
    missing,
    near,
    pack,
    pictures,
    responsible,
    telling,
)


class FamilyLanguage:
    """A language in which the site has its own words."""

    regex = "|".join(FAMILY_LANGUAGES)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(FamilyLanguage, "family_language")

app_name = "portal"
urlpatterns = [
    path("<family_language:language>/", content.home, name="home"),
    path("<family_language:language>/need/<slug:slug>/", content.need, name="need"),
    path("<family_language:language>/help/", content.help_now, name="help"),
    path("<family_language:language>/who-helps/", responsible.responsible, name="responsible"),
    path("<family_language:language>/pages/", content.page_list, name="pages"),
    path("<family_language:language>/pages/<uuid:pk>/", content.page, name="page"),
    path("<family_language:language>/pictures/<uuid:pk>/", pictures.picture, name="picture"),
    path("<family_language:language>/places/", near.places, name="places"),
    path("<family_language:language>/places/<uuid:pk>/", near.place, name="place"),
    path("<family_language:language>/events/", near.events, name="events"),
    path("<family_language:language>/services/", near.services, name="services"),
    path("<family_language:language>/services/<uuid:pk>/", near.service, name="service"),
    path("<family_language:language>/counselling/", counselling.own_language, name="counselling"),
    path("<family_language:language>/counselling/<slug:spoken>/", counselling.in_language, name="counselling-in"),
    path("<family_language:language>/search/", finding.search, name="search"),
    path("<family_language:language>/search/suggestions/", finding.suggestions, name="suggestions"),
    path("<family_language:language>/words/<str:slug>/", finding.word, name="word"),
    path("<family_language:language>/show/", content.show, name="show"),
    path("<family_language:language>/qr.svg", content.qr, name="qr"),
    path("<family_language:language>/accessibility/", telling.accessibility, name="accessibility"),
    path("<family_language:language>/discrimination/", telling.discrimination, name="discrimination"),
    path("<family_language:language>/helped/<slug:kind>/<uuid:pk>/", telling.helped, name="helped"),
    path("<family_language:language>/keep/", kept.keep, name="keep"),
    path("<family_language:language>/offline/", kept.offline, name="offline"),
    path("<family_language:language>/pages.json", pack.pages_json, name="pages-json"),
    path("<family_language:language>/app.webmanifest", kept.manifest, name="manifest"),
    path("<family_language:language>/worker.js", kept.service_worker, name="service-worker"),
    path("<family_language:language>/<path:rest>", missing.unknown, name="unknown"),
]
