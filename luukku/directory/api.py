"""The directory for other programs: Open Referral HSDS 3.1, open to everybody, without cookies.

Every list has a twin that takes POST, for questions that should not stand in an address.
"""

import json
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation.trans_real import parse_accept_lang_header
from ninja import Field, NinjaAPI, Query, Schema

from luukku.core.clock import HELSINKI
from luukku.core.links import absolute
from luukku.directory import policies
from luukku.directory.hsds import answers
from luukku.directory.hsds.parts import TAXONOMIES, Json, taxonomy, taxonomy_term
from luukku.language.languages import FAMILY_LANGUAGES, find

VERSION = "3.1"
api = NinjaAPI(
    title="Luukku: services, HSDS 3.1",
    version=VERSION,
    urls_namespace="hsds",
    docs_url=None,
    description="Services, organisations and places by the Human Services Data Specification 3.1 of Open Referral."
    " Each answer is in one language: ?lang= or Accept-Language; what a language lacks is told in Finnish.",
)


class Paging(Schema):
    page: int = Field(1, ge=1, le=1_000_000)
    per_page: int = Field(50, ge=1, le=answers.MOST_PER_PAGE)
    format: Literal["json", "ndjson"] = "json"
    lang: str = Field("", max_length=8)
    search: str = Field("", max_length=200)


class ServicesAsked(Paging):
    taxonomy_term_id: UUID | None = None
    taxonomy_id: UUID | None = None
    organization_id: UUID | None = None
    modified_after: datetime | None = None
    minimal: bool = False
    full: bool = False


class OrganizationsAsked(Paging):
    taxonomy_term_id: UUID | None = None
    taxonomy_id: UUID | None = None
    full: bool = False
    full_service: bool = False


class LocationsAsked(Paging):
    taxonomy_term_id: UUID | None = None
    taxonomy_id: UUID | None = None
    organization_id: UUID | None = None
    modified_after: datetime | None = None
    full: bool = False
    postcode: str = Field("", max_length=5)
    proximity: float | None = Field(None, ge=0, le=2_000_000)


class TermsAsked(Paging):
    taxonomy_id: UUID | None = None
    parent_id: UUID | None = None
    top_only: bool = False


BOTH = ["GET", "POST"]
Answer = HttpResponse | StreamingHttpResponse


@api.get("/", url_name="root", summary="About this interface")
def root(request: HttpRequest) -> Json:
    return {
        "version": VERSION,
        "profile": "https://docs.openreferral.org/en/3.1/",
        "openapi_url": absolute("/hsds/openapi.json"),
    }


@api.api_operation(BOTH, "/services", url_name="services", summary="Services")
def services(request: HttpRequest, asked: Annotated[ServicesAsked, Query(...)]) -> Answer:
    rows = answers.services(
        search=asked.search,
        term=asked.taxonomy_term_id,
        taxonomy=asked.taxonomy_id,
        organization=asked.organization_id,
        modified_after=_aware(asked.modified_after),
    )
    if asked.minimal:
        return _answer(asked, rows, lambda row: {"id": str(row.pk), "modified_date": row.changed_at.isoformat()})
    speaking = answers.speaking(_language(request, asked.lang))
    return _answer(asked, answers.with_all(rows), lambda row: speaking.service(row, full=asked.full))


@api.get("/services/{uuid:pk}", url_name="service", summary="One service with everything that belongs to it")
def service(request: HttpRequest, pk: UUID, lang: str = "") -> Json:
    row = get_object_or_404(answers.with_all(policies.public_services()), pk=pk)
    return answers.speaking(_language(request, lang)).service(row, full=True)


@api.api_operation(BOTH, "/organizations", url_name="organizations", summary="Organisations")
def organizations(request: HttpRequest, asked: Annotated[OrganizationsAsked, Query(...)]) -> Answer:
    rows = answers.organizations(search=asked.search, term=asked.taxonomy_term_id, taxonomy=asked.taxonomy_id)
    speaking = answers.speaking(_language(request, asked.lang))
    if not (asked.full or asked.full_service):
        return _answer(asked, rows, speaking.organization)
    return _answer(asked, rows, lambda row: _organization(speaking, row, full_service=asked.full_service))


@api.get("/organizations/{uuid:pk}", url_name="organization", summary="One organisation with its services")
def organization(request: HttpRequest, pk: UUID, lang: str = "", full_service: bool = False) -> Json:
    row = get_object_or_404(answers.organizations(), pk=pk)
    return _organization(answers.speaking(_language(request, lang)), row, full_service=full_service)


@api.api_operation(BOTH, "/service_at_locations", url_name="service-at-locations", summary="Services at places")
def service_at_locations(request: HttpRequest, asked: Annotated[LocationsAsked, Query(...)]) -> Answer:
    rows = answers.at_locations(
        search=asked.search,
        term=asked.taxonomy_term_id,
        taxonomy=asked.taxonomy_id,
        organization=asked.organization_id,
        modified_after=_aware(asked.modified_after),
        postcode="" if asked.proximity is not None else asked.postcode,
    )
    if asked.postcode and asked.proximity is not None:
        rows = answers.near(rows, asked.postcode, asked.proximity)
    speaking = answers.speaking(_language(request, asked.lang))
    return _answer(asked, rows, lambda row: speaking.service_at_location(row, full=asked.full))


@api.get("/service_at_locations/{uuid:pk}", url_name="service-at-location", summary="One service at one place")
def service_at_location(request: HttpRequest, pk: UUID, lang: str = "") -> Json:
    row = get_object_or_404(answers.at_locations(), pk=pk)
    return answers.speaking(_language(request, lang)).service_at_location(row, full=True)


@api.api_operation(BOTH, "/taxonomies", url_name="taxonomies", summary="Code lists")
def taxonomies(request: HttpRequest, asked: Annotated[Paging, Query(...)]) -> Answer:
    found = [taxonomy(scheme) for scheme in answers.used_schemes()]
    wanted = [one for one in found if asked.search.casefold() in one["name"].casefold()]
    if asked.format == "ndjson":
        return _lines(iter(wanted))
    return _json(answers.page_of(wanted, asked.page, asked.per_page, lambda one: one))


@api.get("/taxonomies/{uuid:pk}", url_name="taxonomy", summary="One code list")
def one_taxonomy(request: HttpRequest, pk: UUID) -> Json:
    scheme = answers.scheme_of(pk)
    if scheme not in TAXONOMIES:
        raise Http404
    return taxonomy(scheme)


@api.api_operation(BOTH, "/taxonomy_terms", url_name="taxonomy-terms", summary="Codes of the lists")
def taxonomy_terms(request: HttpRequest, asked: Annotated[TermsAsked, Query(...)]) -> Answer:
    rows = answers.terms(
        search=asked.search, taxonomy=asked.taxonomy_id, parent=asked.parent_id, top_only=asked.top_only
    )
    language = _language(request, asked.lang)
    return _answer(asked, rows, lambda row: taxonomy_term(row, language))


@api.get("/taxonomy_terms/{uuid:pk}", url_name="taxonomy-term", summary="One code")
def one_taxonomy_term(request: HttpRequest, pk: UUID, lang: str = "") -> Json:
    return taxonomy_term(get_object_or_404(policies.public_terms(), pk=pk), _language(request, lang))


def _organization(speaking: Any, row: Any, *, full_service: bool) -> Json:
    rows = policies.public_services().filter(provider=row).order_by("changed_at", "pk")
    made = (
        [speaking.service(one, full=True) for one in answers.with_all(rows)]
        if full_service
        else [{"id": str(pk)} for pk in rows.values_list("pk", flat=True)]
    )
    found: Json = speaking.organization(row, full=True, services=made)
    return found


def _answer(asked: Paging, rows: Any, make: Callable[[Any], Json]) -> Answer:
    if asked.format == "ndjson":
        return _lines(answers.all_of(rows, make))
    return _json(answers.page_of(rows, asked.page, asked.per_page, make))


def _json(told: Json) -> HttpResponse:
    return HttpResponse(json.dumps(told, ensure_ascii=False), content_type="application/json")


def _lines(told: Iterator[Json]) -> StreamingHttpResponse:
    lines = (json.dumps(one, ensure_ascii=False) + "\n" for one in told)
    return StreamingHttpResponse(lines, content_type="application/x-ndjson")


def _aware(at: datetime | None) -> datetime | None:
    """Without a zone a moment is taken for Finnish time."""
    return at.replace(tzinfo=HELSINKI) if at and at.tzinfo is None else at


def _language(request: HttpRequest, lang: str) -> str:
    """What was asked for, else the first of the reader's languages that families here read, else Finnish."""
    if lang and find(lang):
        return lang
    for code, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        if code[:2] in FAMILY_LANGUAGES or code in FAMILY_LANGUAGES:
            return code if code in FAMILY_LANGUAGES else code[:2]
    return "fi"
