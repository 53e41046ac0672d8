"""Compressing pages on their way out. See docs/decisions/0008."""

from django.http import HttpRequest, HttpResponseBase
from django.middleware.gzip import GZipMiddleware

from luukku.core.compressed import takes_gzip

COMPRESSED = ("text/", "application/json", "image/svg+xml")


class CompressedPagesMiddleware(GZipMiddleware):
    """Django's own, for text alone: paper and pictures are compressed already and would only cost time."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        takes = takes_gzip(request.META.get("HTTP_ACCEPT_ENCODING", ""))  # Django's own overlooks "q=0"
        if not takes or not response.headers.get("Content-Type", "").startswith(COMPRESSED):
            return response
        return super().process_response(request, response)
