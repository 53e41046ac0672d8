"""A stand-in for eTranslation: Digest sign-in, a number at once, and an answer that is posted when a test says so."""

import http.server
import itertools
import json
import re
import threading
from typing import Any

CHALLENGE = 'Digest realm="eTranslation", nonce="abc123", qop="auth", algorithm=MD5'
UNSUPPORTED = "-20028"


class FakeETranslation:
    """Runs on this machine. `asked` holds what was handed over, by the number of the request."""

    def __init__(self) -> None:
        self.asked: dict[str, dict[str, Any]] = {}
        self.unsupported: set[str] = set()
        self._numbers = itertools.count(700_001)
        fake = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                if not re.match(r'Digest .*username="luukku"', self.headers.get("Authorization", "")):
                    self.send_response(401)
                    self.send_header("WWW-Authenticate", CHALLENGE)
                    self.end_headers()
                    return
                self.send_response(200)
                self.end_headers()
                self.wfile.write(fake.take(json.loads(body)).encode())

            def log_message(self, *_args: object) -> None:
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}/si/translate"

    def take(self, told: dict[str, Any]) -> str:
        """The number of a request, or the code of a refusal."""
        if told["targetLanguages"][0] in self.unsupported:
            return UNSUPPORTED
        number = str(next(self._numbers))
        self.asked[number] = told
        return number

    def answer(self, client: Any, number: str, **more: str) -> Any:
        """Post the translation of one request, or an error, to the address that came with it."""
        told = self.asked[number]
        language = told["targetLanguages"][0]
        data = {
            "request-id": number,
            "external-reference": told["externalReference"],
            "target-language": language,
            "translated-text": f"{language}:{told['textToTranslate']}",
        } | more
        path = re.sub(r"^https?://[^/]+", "", told["requesterCallback"])
        return client.post(path, {name: value for name, value in data.items() if value})

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()
