"""Counts openings of public pages, those that are answered from what is kept too."""

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse

from luukku.core import clock
from luukku.portal.services import counting

GetResponse = Callable[[HttpRequest], HttpResponse]

OPENED: Final = frozenset({200, 304})
"""A page that its reader's browser had already is opened as well."""


class OpeningsMiddleware:
    """Stands around whatever answers the public pages. Nothing of the request but its address is looked at."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.method == "GET" and response.status_code in OPENED:
            counting.opened(request.path_info, clock.today())
            counting.write()
        return response
