"""The directory for other programs: Open Referral HSDS 3.1, open to everybody, without cookies.

Every list has a twin that takes POST, for questions that should not stand in an address.
"""

import json
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Annotated, Any, Literal, TypeVar
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation.trans_real import parse_accept_lang_header
from ninja import Field, NinjaAPI, Query, Schema
from ninja.errors import HttpError

from luukku.core.clock import HELSINKI
from luukku.core.links import absolute
from luukku.directory import policies
from luukku.directory.hsds import answers
from luukku.directory.hsds.objects import Speaking
from luukku.directory.hsds.parts import TAXONOMIES, Json, taxonomy, taxonomy_term
from luukku.language.languages import FAMILY_LANGUAGES, find

VERSION = "3.1"
SCHEMAS = "https://raw.githubusercontent.com/openreferral/specification/3.1/schema/{name}.json"
api = NinjaAPI(
    title="Luukku: services, HSDS 3.1",
    version=VERSION,
    urls_namespace="hsds",
    docs_url=None,
    description="Services, organisations and places by the Human Services Data Specification 3.1 of Open Referral."
    " Each answer is in one language: ?lang= or Accept-Language; what a language lacks is told in Finnish.",
)


class Paging(Schema):
    page: int = Field(1, ge=1, le=1_000_000, description="Number of the page, from 1.")
    per_page: int = Field(50, ge=1, le=answers.MOST_PER_PAGE, description="Objects on a page.")
    format: Literal["json", "ndjson"] = Field("json", description="ndjson: all of them, a line each, without pages.")
    lang: str = Field("", max_length=8, description="Language of the words; what it lacks comes in Finnish.")
    search: str = Field("", max_length=200, description="Every one of these words stands in the texts.")


class Termed(Paging):
    taxonomy_term_id: UUID | None = Field(None, description="Only what is classified by this term.")
    taxonomy_id: UUID | None = Field(None, description="Only what is classified by any term of this taxonomy.")


class ServicesAsked(Termed):
    organization_id: UUID | None = Field(None, description="Only services of this organisation.")
    modified_after: datetime | None = Field(
        None, description="Only what changed at or after this moment; what ended since then comes as inactive."
    )
    minimal: bool = Field(False, description="Only ids and moments of change.")
    full: bool = Field(False, description="With everything that belongs to each.")


class OrganizationsAsked(Termed):
    full: bool = Field(False, description="With everything that belongs to each; of services their ids.")
    full_service: bool = Field(False, description="With everything of its services too.")


class LocationsAsked(Termed):
    organization_id: UUID | None = Field(None, description="Only services of this organisation.")
    modified_after: datetime | None = Field(None, description="Only what changed at or after this moment.")
    full: bool = Field(False, description="With everything that belongs to each.")
    postcode: str = Field("", max_length=5, description="Only services for people of this postal area.")
    proximity: float | None = Field(
        None, ge=0, le=2_000_000, description="Only places within so many metres of the middle of the postal area."
    )


class TermsAsked(Paging):
    taxonomy_id: UUID | None = Field(None, description="Only terms of this taxonomy.")
    parent_id: UUID | None = Field(None, description="Only terms below this one.")
    top_only: bool = Field(False, description="Only terms that have none above them.")


Asked = TypeVar("Asked", bound=Paging)
BOTH = ["GET", "POST"]
Answer = HttpResponse | StreamingHttpResponse


def _one(name: str) -> dict[str, Any]:
    """What the description tells of an answer: one object, as the schemas of the specification have it."""
    return {"responses": {200: _content({"$ref": SCHEMAS.format(name=name)})}}


def _pages(name: str) -> dict[str, Any]:
    """A page of objects."""
    numbers = {key: {"type": "integer"} for key in ("total_items", "total_pages", "page_number", "size")}
    truths = {key: {"type": "boolean"} for key in ("first_page", "last_page", "empty")}
    contents = {"type": "array", "items": {"$ref": SCHEMAS.format(name=name)}}
    page = {"type": "object", "properties": {**numbers, **truths, "contents": contents}}
    return {"responses": {200: _content(page)}}


def _content(schema: dict[str, Any]) -> dict[str, Any]:
    return {"description": "OK", "content": {"application/json": {"schema": schema}}}


@api.get("/", url_name="root", summary="About this interface")
def root(request: HttpRequest) -> Json:
    return {
        "version": VERSION,
        "profile": "https://docs.openreferral.org/en/3.1/",
        "openapi_url": absolute("/hsds/openapi.json"),
        "documentation_url": absolute("/hsds/docs/"),
    }


@api.api_operation(BOTH, "/services", url_name="services", summary="Services", openapi_extra=_pages("service"))
def services(request: HttpRequest, asked: Annotated[ServicesAsked, Query(...)]) -> Answer:
    asked = _asked(request, asked)
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


@api.get(
    "/services/{uuid:pk}",
    url_name="service",
    summary="One service with everything that belongs to it",
    openapi_extra=_one("service"),
)
def service(request: HttpRequest, pk: UUID, lang: str = "") -> Json:
    row = get_object_or_404(answers.with_all(policies.public_services()), pk=pk)
    return answers.speaking(_language(request, lang)).service(row, full=True)


@api.api_operation(
    BOTH, "/organizations", url_name="organizations", summary="Organisations", openapi_extra=_pages("organization")
)
def organizations(request: HttpRequest, asked: Annotated[OrganizationsAsked, Query(...)]) -> Answer:
    asked = _asked(request, asked)
    rows = answers.organizations(search=asked.search, term=asked.taxonomy_term_id, taxonomy=asked.taxonomy_id)
    speaking = answers.speaking(_language(request, asked.lang))
    if not (asked.full or asked.full_service):
        return _answer(asked, rows, speaking.organization)
    rows = answers.with_services(rows, full=asked.full_service)
    return _answer(asked, rows, lambda row: _organization(speaking, row, full_service=asked.full_service))


@api.get(
    "/organizations/{uuid:pk}",
    url_name="organization",
    summary="One organisation with its services",
    openapi_extra=_one("organization"),
)
def organization(request: HttpRequest, pk: UUID, lang: str = "", full_service: bool = False) -> Json:
    row = get_object_or_404(answers.with_services(answers.organizations(), full=full_service), pk=pk)
    return _organization(answers.speaking(_language(request, lang)), row, full_service=full_service)


@api.api_operation(
    BOTH,
    "/service_at_locations",
    url_name="service-at-locations",
    summary="Services at places",
    openapi_extra=_pages("service_at_location"),
)
def service_at_locations(request: HttpRequest, asked: Annotated[LocationsAsked, Query(...)]) -> Answer:
    asked = _asked(request, asked)
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


@api.get(
    "/service_at_locations/{uuid:pk}",
    url_name="service-at-location",
    summary="One service at one place",
    openapi_extra=_one("service_at_location"),
)
def service_at_location(request: HttpRequest, pk: UUID, lang: str = "") -> Json:
    row = get_object_or_404(answers.at_locations(), pk=pk)
    return answers.speaking(_language(request, lang)).service_at_location(row, full=True)


@api.api_operation(BOTH, "/taxonomies", url_name="taxonomies", summary="Code lists", openapi_extra=_pages("taxonomy"))
def taxonomies(request: HttpRequest, asked: Annotated[Paging, Query(...)]) -> Answer:
    asked = _asked(request, asked)
    found = [taxonomy(scheme) for scheme in answers.used_schemes()]
    wanted = [one for one in found if asked.search.casefold() in one["name"].casefold()]
    if asked.format == "ndjson":
        return _lines(iter(wanted))
    return _json(answers.page_of(wanted, asked.page, asked.per_page, lambda one: one))


@api.get("/taxonomies/{uuid:pk}", url_name="taxonomy", summary="One code list", openapi_extra=_one("taxonomy"))
def one_taxonomy(request: HttpRequest, pk: UUID) -> Json:
    scheme = answers.scheme_of(pk)
    if scheme not in TAXONOMIES:
        raise Http404
    return taxonomy(scheme)


@api.api_operation(
    BOTH,
    "/taxonomy_terms",
    url_name="taxonomy-terms",
    summary="Codes of the lists",
    openapi_extra=_pages("taxonomy_term"),
)
def taxonomy_terms(request: HttpRequest, asked: Annotated[TermsAsked, Query(...)]) -> Answer:
    asked = _asked(request, asked)
    rows = answers.terms(
        search=asked.search, taxonomy=asked.taxonomy_id, parent=asked.parent_id, top_only=asked.top_only
    )
    language = _language(request, asked.lang)
    return _answer(asked, rows, lambda row: taxonomy_term(row, language))


@api.get("/taxonomy_terms/{uuid:pk}", url_name="taxonomy-term", summary="One code", openapi_extra=_one("taxonomy_term"))
def one_taxonomy_term(request: HttpRequest, pk: UUID, lang: str = "") -> Json:
    return taxonomy_term(get_object_or_404(policies.public_terms(), pk=pk), _language(request, lang))


def _organization(speaking: Speaking, row: Any, *, full_service: bool) -> Json:
    made = [speaking.service(one, full=True) if full_service else {"id": str(one.pk)} for one in row.offered]
    return speaking.organization(row, full=True, services=made)


def _asked(request: HttpRequest, asked: Asked) -> Asked:
    """What was asked in the address, and in the body of a POST: JSON, or a form. The body goes before the address.

    Raises:
        HttpError: 422, the body is neither, or asks for what there is not.
    """
    if request.method != "POST":
        return asked
    try:
        told = json.loads(request.body or "{}") if request.content_type == "application/json" else request.POST.dict()
        return type(asked).model_validate({**asked.model_dump(), **told})
    except (ValueError, TypeError, RecursionError) as error:
        raise HttpError(422, "The body is not JSON or a form with the parameters of this list.") from error


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
