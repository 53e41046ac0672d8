"""Fields that lie encrypted in the database, and how they are found without being opened.

A sealed value is AES-256-GCM under a key of the setting LUUKKU_FIELD_KEYS (the newest first; earlier ones still open
what they closed), with the name of its key in front. It is bound to its row: moved to another row, it does not open.
A mark is a keyed hash (HMAC-SHA-256) of the value: equal values have equal marks, and nothing else can be read from it.
"""

import base64
import hmac
import os
from dataclasses import dataclass
from functools import cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

_FORM = "s1"
_NONCE_BYTES = 12


class UnsealableError(Exception):
    """A sealed value that no known key opens, or that was moved or changed. Carries nothing of the value."""


@dataclass(frozen=True, slots=True)
class _Key:
    """What is derived from one secret: a short name to find it by, a key to seal with and one to mark with."""

    name: str
    sealing: bytes
    marking: bytes


def seal(value: str, *, about: str) -> str:
    """The value, closed under the newest key.

    Args:
        about: what the value belongs to (a row's id); it opens only when the same is told again.
    """
    key, nonce = _keys()[0], os.urandom(_NONCE_BYTES)
    closed = AESGCM(key.sealing).encrypt(nonce, value.encode(), about.encode())
    return f"{_FORM}.{key.name}.{base64.urlsafe_b64encode(nonce + closed).decode()}"


def unseal(sealed: str, *, about: str) -> str:
    """The value that was sealed.

    Raises:
        UnsealableError: the key is not known, or the value was changed or belongs elsewhere.
    """
    form, _dot, rest = sealed.partition(".")
    name, _dot, body = rest.partition(".")
    key = next((one for one in _keys() if one.name == name), None)
    if form != _FORM or key is None:
        msg = "A sealed field names a key that is not among LUUKKU_FIELD_KEY and LUUKKU_OLD_FIELD_KEYS."
        raise UnsealableError(msg)
    try:
        raw = base64.urlsafe_b64decode(body)
        return AESGCM(key.sealing).decrypt(raw[:_NONCE_BYTES], raw[_NONCE_BYTES:], about.encode()).decode()
    except (InvalidTag, ValueError):
        msg = "A sealed field was changed, or moved from another row."
        raise UnsealableError(msg) from None


def mark(value: str, *, purpose: str) -> str:
    """The keyed hash to store beside a sealed value; `purpose` keeps marks of different columns apart."""
    return _mark(_keys()[0], value, purpose)


def marks(value: str, *, purpose: str) -> list[str]:
    """The marks of a value under every known key: what to look for while keys are being changed."""
    return [_mark(key, value, purpose) for key in _keys()]


def newest_prefix() -> str:
    """How everything begins that the newest key sealed; the rest waits for `luukku rotate-field-key`."""
    return f"{_FORM}.{_keys()[0].name}."


def _mark(key: _Key, value: str, purpose: str) -> str:
    return hmac.new(key.marking, f"{purpose}\0{value}".encode(), "sha256").hexdigest()


def _keys() -> tuple[_Key, ...]:
    return tuple(_derived(secret) for secret in settings.LUUKKU_FIELD_KEYS)


@cache
def _derived(secret: str) -> _Key:
    def part(info: bytes, length: int = 32) -> bytes:
        return HKDF(algorithm=SHA256(), length=length, salt=None, info=info).derive(secret.encode())

    return _Key(part(b"luukku key name", 6).hex(), part(b"luukku sealed fields"), part(b"luukku marks"))
