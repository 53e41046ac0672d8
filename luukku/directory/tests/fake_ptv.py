"""A local server that answers as PTV's interface, version 12, and misbehaves on request."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

KEY = "key-of-the-tests"
CODES = {
    "service-classes": [
        {"code": "P4.11", "names": {"fi": "Kotouttaminen", "sv": "Integration", "en": ""}},
        {"code": "P22", "names": {"fi": "Maahan- ja maastamuutto"}},
    ],
    "target-groups": [{"code": "KR1", "names": {"fi": "Kansalaiset"}}],
    "life-events": [{"code": "KE5", "names": {"fi": "Maahanmuuttajana Suomeen"}}],
}


@dataclass
class Catalogue:
    """What the server has, and what goes wrong.

    Attributes:
        busy: so many of the next answers are 429 with Retry-After; broken: 500; cut: half an answer.
        fails_at: an answer to this (path, page) is 500 for ever.
        before_page: what to do before a (path, page) is answered: somebody publishes meanwhile.
    """

    lists: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    archived: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    busy: int = 0
    broken: int = 0
    cut: int = 0
    fails_at: tuple[str, int] | None = None
    before_page: dict[tuple[str, int], Any] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    url: str = ""

    def rows(self, path: str, query: dict[str, list[str]]) -> list[dict[str, Any]]:
        name, _slash, what = path.partition("/")
        if name in CODES:
            return CODES[name]
        if what == "archived":
            return self.archived.get(name, [])
        since = query.get("publishedAtOrAfter", [""])[0]
        return [row for row in self.lists.get(name, []) if not since or row.get("publishedAt", "") >= since]


@contextmanager
def serving(catalogue: Catalogue) -> Iterator[Catalogue]:
    """The server on a free port of this machine, until the end of the block."""
    answering = type("Answering", (_Answering,), {"catalogue": catalogue})
    server = ThreadingHTTPServer(("127.0.0.1", 0), answering)
    catalogue.url = f"http://127.0.0.1:{server.server_port}/api/v12"
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield catalogue
    finally:
        server.shutdown()
        server.server_close()


class _Answering(BaseHTTPRequestHandler):
    catalogue: Catalogue

    def do_GET(self):
        parts = urlsplit(self.path)
        path, query = parts.path.removeprefix("/api/v12/"), parse_qs(parts.query)
        number = int(query.get("page", ["1"])[0])
        self.catalogue.asked.append(self.path)
        if (change := self.catalogue.before_page.pop((path, number), None)) is not None:
            change()
        status = self.trouble(path, number)
        if status:
            self.say(status, {"status": status}, {"Retry-After": "3"} if status == 429 else {})
        else:
            self.say(200, self.page(path, query, number))

    def trouble(self, path, number):
        if self.headers.get("x-api-key") != KEY:
            return 401
        for what, status in (("busy", 429), ("broken", 500)):
            if getattr(self.catalogue, what) > 0:
                setattr(self.catalogue, what, getattr(self.catalogue, what) - 1)
                return status
        return 500 if self.catalogue.fails_at == (path, number) else 0

    def page(self, path, query, number):
        size = int(query.get("pageSize", ["100"])[0])
        rows = self.catalogue.rows(path, query)
        return {
            "page": number,
            "pageSize": size,
            "totalItems": len(rows),
            "totalPages": -(-len(rows) // size),
            "items": rows[(number - 1) * size : number * size],
        }

    def say(self, status, told, headers=None):
        content = json.dumps(told).encode()
        if self.catalogue.cut > 0 and status == 200:
            self.catalogue.cut -= 1
            content = content[: len(content) // 2]
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_words):
        pass


def an_organization(number: int = 1, **more: Any) -> dict[str, Any]:
    return {
        "contentId": f"00000000-0000-4000-8000-{number:012}",
        "organizationType": "Municipality",
        "businessId": "0000000-0",
        "publishedAt": "2026-10-01T08:00:00.000Z",
        "languageVersions": {"fi": {"name": f"Kunta {number}", "summary": "", "description": ""}},
    } | more


def a_service(number: int = 1, **more: Any) -> dict[str, Any]:
    return {
        "contentId": f"10000000-0000-4000-8000-{number:012}",
        "organizationContentId": "00000000-0000-4000-8000-000000000001",
        "generalDescriptionContentId": None,
        "serviceType": "Service",
        "serviceClasses": ["P4.11"],
        "targetGroups": ["KR1"],
        "lifeEvents": [],
        "ontologyTerms": ["http://www.yso.fi/onto/koko/p32775"],
        "chargeType": "Free",
        "serviceLanguages": ["fi", "ar"],
        "area": {"areaType": "LimitedArea", "municipalities": ["837"], "regions": [], "wellbeingServicesCounties": []},
        "publishedAt": "2026-10-01T08:00:00.000Z",
        "languageVersions": {
            "fi": {
                "name": f"Neuvonta {number}",
                "summary": "Saat neuvoja omalla kielelläsi.",
                "description": "Neuvomme arjen asioissa.",
                "userInstructions": "Tule paikalle.",
                "conditions": None,
                "freelyAssignedKeywords": ["neuvonta"],
                "legislationLinks": [],
            },
            "sv": {"name": "", "summary": ""},
        },
    } | more


def a_place(number: int = 1, **more: Any) -> dict[str, Any]:
    return {
        "contentId": f"20000000-0000-4000-8000-{number:012}",
        "organizationContentId": "00000000-0000-4000-8000-000000000001",
        "serviceChannelType": "ServiceLocation",
        "serviceLanguages": ["fi"],
        "area": None,
        "publishedAt": "2026-10-01T08:00:00.000Z",
        "languageVersions": {
            "fi": {
                "name": f"Neuvontapiste {number}",
                "summary": "Keskustassa.",
                "contactPhoneNumbers": [{"type": "InternationalPhone", "dialCode": "+358", "number": "0310000000"}],
                "contactEmails": [{"email": "info@example.fi"}],
                "contactWebPages": [{"name": "Sivut", "url": "https://www.example.fi/"}],
            }
        },
        "location": {
            "streetAddresses": [
                {
                    "streetName": {"fi": "Otavantie"},
                    "addressDetail": "2 B",
                    "postalCode": "50670",
                    "coordinates": [
                        {"system": "EPSG:3067", "source": "NLS", "easting": 503879.0, "northing": 6834688.0}
                    ],
                }
            ],
            "otherAddresses": [],
            "foreignAddresses": [],
        },
        "serviceHours": {
            "hours": [
                {
                    "type": "WeeklyUntilFurtherNoticeServiceHour",
                    "heading": {},
                    "additionalInformation": {},
                    "weeklyHours": {
                        "monday": {
                            "hours": [
                                {"start": "08:00", "end": "16:00", "openingStatus": "Open", "repetition": "Weekly"}
                            ]
                        }
                    },
                }
            ],
            "holidayServiceHours": {
                "repetition": {"type": "RepetitionEveryYear"},
                "holidays": [{"holidayName": "ChristmasEve", "hours": []}],
            },
        },
    } | more


def a_connection(service: int = 1, place: int = 1, **more: Any) -> dict[str, Any]:
    return {
        "serviceContentId": f"10000000-0000-4000-8000-{service:012}",
        "channelContentId": f"20000000-0000-4000-8000-{place:012}",
        "chargeType": None,
        "publishedAt": "2026-10-01T08:00:00.000Z",
        "serviceHours": {"hours": [], "holidayServiceHours": None},
        "languageVersions": {"fi": {"description": "Ensimmäinen kerros."}},
    } | more


def a_town(services: int = 1) -> Catalogue:
    """One organisation with a place and so many services there."""
    return Catalogue(
        lists={
            "organization": [an_organization()],
            "service": [a_service(number) for number in range(1, services + 1)],
            "service-channel": [a_place()],
            "connection": [a_connection(number) for number in range(1, services + 1)],
        }
    )
