"""The transaction of a workplace's request, and the same gate under ASGI."""

import pytest
from asgiref.sync import async_to_sync
from django.db import connection
from django.http import Http404, HttpResponse
from django.test import AsyncClient
from django.urls import get_script_prefix, path, reverse, set_script_prefix

from luukku.accounts.models import Unit
from luukku.accounts.places import outside_url, workplace_url
from luukku.accounts.tests.factories import a_worker, an_administrator
from luukku.audit import trail
from luukku.audit.models import AuditEvent
from luukku.core.errors import RuleViolation

SEEN: dict[str, object] = {}


def _write(request, name):
    Unit.objects.create(organisation=request.workplace, name_fi=name)
    trail.record(request.actor, "unit.added", request.workplace)


def ordinary(request):
    SEEN.update(
        path_info=request.path_info,
        path=request.path,
        prefix=get_script_prefix(),
        atomic=connection.in_atomic_block,
        here=reverse("ordinary"),
        out=outside_url("account_login"),
        elsewhere=workplace_url("abcdefghjk", "refused"),
    )
    _write(request, "Ordinary")
    return HttpResponse("ok")


def refused(request):
    _write(request, "Refused")
    raise Http404


def violated(request):
    _write(request, "Violated")
    raise RuleViolation("No.")


def unprocessable(request):
    _write(request, "Unprocessable")
    return HttpResponse("mend this", status=422)


def broken(request):
    _write(request, "Broken")
    return HttpResponse("oh", status=500)


urlpatterns = [
    path("ordinary/", ordinary, name="ordinary"),
    path("refused/", refused, name="refused"),
    path("violated/", violated, name="violated"),
    path("unprocessable/", unprocessable, name="unprocessable"),
    path("broken/", broken, name="broken"),
    path("people/", ordinary, name="people"),
]


@pytest.fixture(autouse=True)
def own_pages(monkeypatch):
    SEEN.clear()
    monkeypatch.setattr("luukku.accounts.middleware.WORKPLACE_URLS", __name__)
    monkeypatch.setattr("luukku.accounts.places.WORKPLACE_URLS", __name__)
    monkeypatch.setattr("luukku.project.shell.shell", lambda _request: {})


@pytest.fixture
def worker(db):
    return a_worker()


@pytest.fixture
def signed_in(client, worker):
    client.force_login(worker.user)
    return client


def units():
    return list(Unit.objects.values_list("name_fi", flat=True))


def test_a_page_sees_its_own_path_below_the_prefix_and_runs_in_a_transaction(signed_in, worker):
    response = signed_in.get(worker.url("/ordinary/"))

    assert response.status_code == 200
    assert {
        "path_info": "/ordinary/",
        "path": worker.url("/ordinary/"),
        "prefix": worker.url("/"),
        "atomic": True,
        "here": worker.url("/ordinary/"),
        "out": "/sign-in/",
        "elsewhere": "/w/abcdefghjk/refused/",
    } == SEEN
    assert get_script_prefix() == "/"
    assert units() == ["Ordinary"]


@pytest.mark.parametrize("page", ["refused", "violated", "broken"])
def test_what_is_refused_or_breaks_is_undone(signed_in, worker, page):
    response = signed_in.get(worker.url(f"/{page}/"))

    assert response.status_code >= 400
    assert units() == []
    assert not AuditEvent.objects.filter(action="unit.added").exists()
    assert get_script_prefix() == "/"


def test_a_form_that_came_back_keeps_the_trace_of_what_was_read(signed_in, worker):
    signed_in.get(worker.url("/unprocessable/"))

    assert AuditEvent.objects.filter(action="unit.added").count() == 1


def test_an_address_without_its_last_stroke_is_mended(signed_in, worker):
    response = signed_in.get(f"/w/{worker.organisation.code}")

    assert response.url == worker.url("/")


@pytest.mark.parametrize("address", ["/w/", "/w//people/", "/w/../people/", "/W/abcdefghjk/people/"])
def test_addresses_that_are_none_lead_nowhere(signed_in, address):
    assert signed_in.get(address).status_code == 404


def test_a_prefix_of_the_whole_site_stays_before_the_workplace(signed_in, worker):
    set_script_prefix("/new/")  # as a server below a folder does before each request
    try:
        response = signed_in.get(worker.url("/ordinary/"))
    finally:
        set_script_prefix("/")

    assert response.status_code == 200
    assert SEEN["here"] == f"/new{worker.url('/ordinary/')}"
    assert SEEN["out"] == "/new/sign-in/"


@pytest.mark.django_db(transaction=True)
def test_the_same_gate_stands_under_asgi():
    worker, stranger = an_administrator(), an_administrator()
    client = AsyncClient()
    client.force_login(worker.user)

    inside = async_to_sync(client.get)(worker.url("/ordinary/"))
    refused_page = async_to_sync(client.get)(worker.url("/refused/"))
    foreign = async_to_sync(client.get)(stranger.url("/ordinary/"))

    assert (inside.status_code, refused_page.status_code, foreign.status_code) == (200, 404, 404)
    assert (SEEN["atomic"], SEEN["here"]) == (True, worker.url("/ordinary/"))
    assert units() == ["Ordinary"]
    assert get_script_prefix() == "/"
