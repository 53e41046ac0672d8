"""Closing a content with the field key, and opening it again, also after the key was changed.

AES-256-GCM with a random nonce for each file. The file's id is bound in as associated data: a content that was moved
to another file's row does not open.
"""

import hashlib
import os
from dataclasses import dataclass
from functools import cache
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from luukku.core.sealing import UnsealableError

NONCE_BYTES = 12


class Unreadable(UnsealableError):  # noqa: N818 - a state of what is stored
    """The content does not open: its key is missing, or somebody changed it."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """A closed content, and what is needed besides the key to open it."""

    key_id: str
    nonce: bytes
    content: bytes


def seal(file_id: UUID, content: bytes) -> Sealed:
    """Close with the newest key."""
    key_id, key = next(iter(_keys(tuple(settings.LUUKKU_FIELD_KEYS)).items()))
    nonce = os.urandom(NONCE_BYTES)
    return Sealed(key_id, nonce, AESGCM(key).encrypt(nonce, content, file_id.bytes))


def newest_key() -> str:
    """The name of the key with which files are closed now."""
    return next(iter(_keys(tuple(settings.LUUKKU_FIELD_KEYS))))


def unseal(file_id: UUID, sealed: Sealed) -> bytes:
    """The content as it was.

    Raises:
        Unreadable: no key of ours closed it, or it was changed.
    """
    key = _keys(tuple(settings.LUUKKU_FIELD_KEYS)).get(sealed.key_id)
    if key is None:
        raise Unreadable
    try:
        return AESGCM(key).decrypt(sealed.nonce, sealed.content, file_id.bytes)
    except InvalidTag as error:
        raise Unreadable from error


@cache
def _keys(told: tuple[str, ...]) -> dict[str, bytes]:
    """The keys of files by their ids, the newest first."""
    keys = [HKDF(algorithm=SHA256(), length=32, salt=None, info=b"luukku files").derive(one.encode()) for one in told]
    return {hashlib.sha256(key).hexdigest()[:8]: key for key in keys}
