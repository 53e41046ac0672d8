"""A local server that answers as Integreat's interface, version 3, and misbehaves on request."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import unquote, urlsplit

from luukku.moving.tests import region

LISTS = {"pages": region.pages, "locations": region.locations, "events": region.events}


@dataclass
class Server:
    """What the server has, and what goes wrong.

    Attributes:
        busy: so many of the next answers are 429 with Retry-After; broken: 500; cut: half an answer.
        missing: paths that are 404; wrong: answers that are no list, by path.
        pictures: files by path.
    """

    busy: int = 0
    broken: int = 0
    cut: int = 0
    missing: set[str] = field(default_factory=set)
    wrong: dict[str, Any] = field(default_factory=dict)
    pictures: dict[str, bytes] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    url: str = ""

    def told(self, path: str) -> Any:
        parts = path.strip("/").split("/")
        if parts == ["regions"]:
            return [{"name": "Lindenau", "path": "/lindenau/"}, {"name": "Ulmenau", "path": "/ulmenau/"}]
        if parts[0] != region.SLUG or path in self.missing:
            return None
        if path in self.wrong:
            return self.wrong[path]
        if parts[1:] == ["languages"]:
            return region.languages()
        if parts[1:] == ["offers"]:
            return region.offers()
        if parts[2] == "imprint":
            return region.imprint("de") if parts[1] == "de" else []
        return LISTS[parts[2]](parts[1])


@contextmanager
def serving(server: Server) -> Iterator[Server]:
    """The server on a free port of this machine, until the end of the block."""
    answering = type("Answering", (_Answering,), {"server_of": server})
    http = ThreadingHTTPServer(("127.0.0.1", 0), answering)
    server.url = f"http://127.0.0.1:{http.server_port}/api/v3"
    threading.Thread(target=http.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield server
    finally:
        http.shutdown()
        http.server_close()


class _Answering(BaseHTTPRequestHandler):
    server_of: Server

    def do_GET(self):
        path = unquote(urlsplit(self.path).path)
        self.server_of.asked.append(self.path)
        for what, status in (("busy", 429), ("broken", 500)):
            if getattr(self.server_of, what) > 0:
                setattr(self.server_of, what, getattr(self.server_of, what) - 1)
                return self.say(status, b"{}", {"Retry-After": "3"} if status == 429 else {})
        if path in self.server_of.pictures:
            return self.say(200, self.server_of.pictures[path])
        told = self.server_of.told(path.removeprefix("/api/v3"))
        return self.say(404 if told is None else 200, json.dumps(told).encode())

    def say(self, status, content, headers=None):
        if self.server_of.cut > 0 and status == 200:
            self.server_of.cut -= 1
            content = content[: len(content) // 2]
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_words):
        pass
