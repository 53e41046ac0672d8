"""Opening pages as a worker: what the tests of pages share."""

from html import unescape
from typing import Any

from django.test import Client
from django.urls import reverse

from luukku.accounts.tests.factories import Worker
from luukku.casework.models import Case
from luukku.plans.tests import factories as make

HTMX = {"HX-Request": "true"}
AUTOSAVE = {"X-Autosave": "1"}
WORK = "luukku.project.urls_work"


class Desk:
    """A signed-in worker's browser, at their own workplace."""

    def __init__(self, worker: Worker) -> None:
        self.worker = worker
        self.client = Client()
        self.client.force_login(worker.user)

    def url(self, name: str, *args: Any) -> str:
        return self.worker.url(reverse(f"plans:{name}", urlconf=WORK, args=args))

    def get(self, name: str, *args: Any, query: str = "", **headers: str) -> Any:
        return self.client.get(self.url(name, *args) + query, headers=headers)

    def post(self, name: str, *args: Any, data: dict[str, Any] | None = None, query: str = "", **headers: str) -> Any:
        return self.client.post(self.url(name, *args) + query, data or {}, headers=headers)


def desk_of(case: Case) -> Desk:
    """The browser of whoever answers for the case."""
    return Desk(make.worker_of(case))


def text_of(response: Any) -> str:
    return unescape(response.content.decode())
