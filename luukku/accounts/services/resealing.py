"""Moving the secrets of second factors to the newest field key."""

from typing import Any

from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.db import transaction

from luukku.accounts.adapters import closing_key, known_keys

_BEGINS = "gAAAA"
"""Every Fernet token."""


def reseal_second_factors() -> int:
    """Close every secret under the newest key, each in a transaction of its own; returns how many were not yet.

    Raises:
        InvalidToken: a secret's key is missing.
    """
    newest = Fernet(closing_key(settings.LUUKKU_FIELD_KEYS[0]))
    count = 0
    for pk in Authenticator.objects.order_by("pk").values_list("pk", flat=True):
        with transaction.atomic():
            row = Authenticator.objects.select_for_update().filter(pk=pk).first()
            if row is None:
                continue
            data = _resealed(row.data, newest)
            if data != row.data:
                row.data = data
                row.save(update_fields=["data"])
                count += 1
    return count


def _resealed(value: Any, newest: Fernet) -> Any:
    if isinstance(value, dict):
        return {key: _resealed(one, newest) for key, one in value.items()}
    if isinstance(value, list):
        return [_resealed(one, newest) for one in value]
    if not isinstance(value, str) or not value.startswith(_BEGINS):
        return value
    try:
        newest.decrypt(value.encode())
    except InvalidToken:
        return known_keys().rotate(value.encode()).decode()
    return value
