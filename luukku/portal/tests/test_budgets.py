"""What each public address may cost: statements at two sizes, bytes of a first view."""

import gzip
import re
from pathlib import Path
from urllib.parse import urljoin

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from luukku.accounts.tests.factories import a_worker
from luukku.core import clock
from luukku.directory.models import Activity
from luukku.portal.keeping import KEEPING
from luukku.portal.tests.test_near import a_place, a_service
from luukku.toolkit.tests import factories as make

pytestmark = pytest.mark.django_db

MOST_QUERIES = 10
LATIN_BYTES, ARABIC_BYTES, SCRIPT_BYTES = 150_000, 220_000, 60_000
OUTSIDE = "luukku.project.urls"
ENDPOINTS = (
    "home", "help", "pages", "pages-json", "places", "events", "services", "search", "keep", "offline", "accessibility",
    "discrimination", "manifest", "service-worker", "need", "page", "place", "service", "show", "qr",
)  # fmt: skip
FACE = re.compile(r"@font-face\s*{.*?Vazirmatn.*?url\(([^)]+)\)", re.DOTALL)


@pytest.fixture
def writer(db):
    return a_worker()


@pytest.fixture
def region(writer):
    """Fill the site: `region(10)` adds so many texts, places, events and services. Returns one of each."""

    def fill(count):
        for number in range(count):
            found = {
                "page": make.published(writer, "Perhe tapaa tulkin.", title=f"Perhe {number}", themes=["home_care"]),
                "place": a_place(f"Perhe {number}"),
                "service": a_service(f"Perhe {number}"),
            }
            a_place(f"Perhe {number}", kind=Activity.Kind.EVENT, starts_at=clock.now(), rrule="FREQ=WEEKLY")
        return found

    return fill


def address(name, found, language="fi"):
    named = {"slug": "child"} if name == "need" else {"pk": found[name].pk} if name in found else {}
    path = reverse(f"portal:{name}", urlconf=OUTSIDE, kwargs={"language": language, **named})
    return path + {"search": "?q=perhe", "show": "?to=/fi/", "qr": "?to=/fi/"}.get(name, "")


def queries(client, path):
    KEEPING.forget()
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len([one for one in asked if "SAVEPOINT" not in one["sql"]])


def test_no_address_needs_more_statements_in_a_large_region(client, region):
    found = region(2)
    few = {name: queries(client, address(name, found)) for name in ENDPOINTS}
    region(12)

    many = {name: queries(client, address(name, found)) for name in ENDPOINTS}

    assert {name: count for name, count in many.items() if count > MOST_QUERIES} == {}
    assert {name: (few[name], many[name]) for name in ENDPOINTS if many[name] > few[name]} == {}


@pytest.mark.parametrize(("language", "most"), [("fi", LATIN_BYTES), ("ar", ARABIC_BYTES)])
@pytest.mark.parametrize("name", ["home", "page", "places"])
def test_a_first_view_is_light(client, region, language, most, name):
    path = address(name, region(30), language)
    html = client.get(path, headers={"Accept-Encoding": "gzip"})

    linked = re.findall(r'(?:href|src)="/static/([^"]+)"', gzip.decompress(html.content).decode())
    sizes = {one: _packed(one) for one in linked}
    fonts = [font for sheet in linked for font in _fonts(sheet)] if language == "ar" else []
    script = sum(Path(finders.find(one)).stat().st_size for one in linked if one.endswith(".js"))

    assert script <= SCRIPT_BYTES
    assert len(html.content) + sum(sizes.values()) + sum(map(_packed, fonts)) <= most
    assert len(fonts) == (2 if language == "ar" else 0)


def _packed(name):
    """As it travels: compressed, but for fonts, which are already."""
    content = Path(finders.find(name)).read_bytes()
    return len(content) if name.endswith(".woff2") else len(gzip.compress(content, 6))


def _fonts(sheet):
    if not sheet.endswith(".css"):
        return []
    return [urljoin(sheet, one.strip("'\"")) for one in FACE.findall(Path(finders.find(sheet)).read_text("utf-8"))]
