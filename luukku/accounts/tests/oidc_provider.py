"""An OpenID Connect provider in a thread: discovery, keys, codes and tokens, all on the loopback address.

What a test wants to be wrong it sets on the server before the sign-in: `claims`, `nonce`, `key`.
"""

import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from fido2.utils import websafe_encode

CLIENT_ID, CLIENT_SECRET = "luukku", "a secret between two servers"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
OTHER_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


class Provider(ThreadingHTTPServer):
    """The server, with what it will say about whoever comes."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.claims: dict[str, Any] = {"sub": "17", "email": "leena@example.org", "email_verified": True}
        self.nonce: str | None = None
        self.key = KEY
        self.questions: dict[str, dict[str, str]] = {}
        self.app: dict[str, Any] = {}

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def answer(self, question_url: str) -> str:
        """What the browser would be sent back with: the callback's path and query, a code in it."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(question_url).query).items()}
        code = secrets.token_urlsafe(8)
        self.questions[code] = asked
        back = urlsplit(asked["redirect_uri"])
        return f"{back.path}?{urlencode({'code': code, 'state': asked['state']})}"

    def token(self, code: str) -> str:
        asked = self.questions[code]
        now = int(time.time())
        told = {"iss": self.url, "aud": CLIENT_ID, "iat": now, "exp": now + 300, "nonce": asked.get("nonce")}
        if self.nonce is not None:
            told["nonce"] = self.nonce
        return jwt.encode(told | self.claims, self.key, algorithm="RS256", headers={"kid": "1"})


class _Handler(BaseHTTPRequestHandler):
    server: Provider

    def do_GET(self) -> None:
        root = self.server.url
        if self.path == "/.well-known/openid-configuration":
            self._say({
                "issuer": root,
                "authorization_endpoint": f"{root}/authorize",
                "token_endpoint": f"{root}/token",
                "jwks_uri": f"{root}/keys",
                "token_endpoint_auth_methods_supported": ["client_secret_post"],
            })  # fmt: skip
        elif self.path == "/keys":
            told = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key()))
            self._say({"keys": [told | {"kid": "1", "alg": "RS256", "use": "sig"}]})
        else:
            self.send_error(404)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        told = {name: values[0] for name, values in parse_qs(body).items()}
        asked = self.server.questions.get(told.get("code", ""), {})
        challenge = websafe_encode(sha256(told.get("code_verifier", "").encode()).digest())
        if told.get("client_secret") != CLIENT_SECRET or asked.get("code_challenge") != challenge:
            self.send_error(400)
            return
        self._say({"access_token": "x", "token_type": "Bearer", "id_token": self.server.token(told["code"])})

    def _say(self, told: dict[str, Any]) -> None:
        raw = json.dumps(told).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)

    def log_message(self, *args: Any) -> None:
        """Quiet."""


@contextmanager
def running() -> Iterator[Provider]:
    """A provider for the length of a test."""
    provider = Provider()
    thread = threading.Thread(target=provider.serve_forever, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        provider.shutdown()
        provider.server_close()
        thread.join()
