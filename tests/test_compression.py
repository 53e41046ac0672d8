"""Pages travel compressed; paper does not."""

import gzip

from django.http import HttpResponse

from luukku.project.compression import CompressedPagesMiddleware

LONG = "Lapsella on paikka ryhmässä, jossa on muita lapsia. " * 40


def answer(rf, content_type):
    middleware = CompressedPagesMiddleware(lambda _request: HttpResponse(LONG, content_type=content_type))
    return middleware(rf.get("/", headers={"Accept-Encoding": "gzip"}))


def test_a_page_is_compressed_for_a_browser_that_takes_it(rf):
    response = answer(rf, "text/html; charset=utf-8")

    assert response["Content-Encoding"] == "gzip"
    assert gzip.decompress(response.content).decode() == LONG


def test_paper_is_sent_as_it_is(rf):
    response = answer(rf, "application/pdf")

    assert "Content-Encoding" not in response
    assert response.content.decode() == LONG


def test_the_site_uses_it_outside_everything_that_changes_a_page(settings):
    places = settings.MIDDLEWARE

    assert places.index("luukku.project.compression.CompressedPagesMiddleware") < places.index(
        "django.contrib.sessions.middleware.SessionMiddleware"
    )
