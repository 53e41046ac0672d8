"""Answering knows no cookie: whoever answers is nobody, also when they are signed in with the same browser."""

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse

GetResponse = Callable[[HttpRequest], HttpResponse]

PREFIX: Final = "/s/"
PRIVATE: Final = "private, no-cache"
"""A browser may show the page again when somebody goes back; nobody between keeps it."""


class AnsweringMiddleware:
    """Takes cookies off requests and answers below `/s/`: no session is read, touched or made there."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(PREFIX):
            return self.get_response(request)
        request.META.pop("HTTP_COOKIE", None)
        request.__dict__["COOKIES"] = {}
        response = self.get_response(request)
        response.cookies.clear()
        response.headers.setdefault("Cache-Control", PRIVATE)
        return response
