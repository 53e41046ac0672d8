"""A local server that gives a calendar, and misbehaves on request."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Calendars:
    """What the server gives.

    Attributes:
        status, more: of the answer, with more of its head. leads_to: where it sends whoever asks.
        cut: half of the content. endless: sends for ever. trickles: seconds between bites.
        heads: the heads of every question.
    """

    content: bytes = b""
    etag: str = '"first"'
    status: int = 200
    more: dict[str, str] = field(default_factory=dict)
    leads_to: str = ""
    cut: bool = False
    endless: bool = False
    trickles: float = 0
    heads: list[dict[str, str]] = field(default_factory=list)
    url: str = ""


@contextmanager
def giving(content: bytes = b"") -> Iterator[Calendars]:
    """The server on a free port of this machine, until the end of the block."""
    told = Calendars(content)
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Giving", (_Giving,), {"told": told}))
    told.url = f"http://127.0.0.1:{server.server_port}/events.ics"
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield told
    finally:
        server.shutdown()
        server.server_close()


class _Giving(BaseHTTPRequestHandler):
    told: Calendars

    def do_GET(self):
        told = self.told
        told.heads.append({name.lower(): value for name, value in self.headers.items()})
        if told.leads_to:
            return self.say(302, b"", {"Location": told.leads_to})
        if told.status == 200 and told.etag and self.headers.get("If-None-Match") == told.etag:
            return self.say(304, b"", {"ETag": told.etag})
        return self.say(told.status, told.content, {"ETag": told.etag, **told.more})

    def say(self, status, content, heads):
        self.send_response(status)
        for name, value in heads.items():
            self.send_header(name, value)
        if not self.told.endless and status != 304:
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        with suppress(OSError):  # who asked has gone: they had enough
            self.send(content[: len(content) // 2] if self.told.cut else content)

    def send(self, content):
        self.wfile.write(content)
        while self.told.endless:
            self.wfile.write(b"x" * 65536)
            time.sleep(self.told.trickles)

    def log_message(self, *_words):
        pass
