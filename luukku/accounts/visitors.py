"""Somebody who sends something: told apart from others for a day, and known to nobody."""

from datetime import date
from ipaddress import ip_address, ip_network

from allauth.account.adapter import get_adapter
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from luukku.core import clock


def mark_of(day: date, *told: str) -> str:
    """A hash that tells senders apart for one day and leads back to nobody; kept nowhere but in a counter."""
    return salted_hmac("luukku.accounts.visitors", "|".join((str(day), *told)), algorithm="sha256").hexdigest()[:32]


def mark(request: HttpRequest, *more: str) -> str:
    """The mark of somebody who is not signed in, by the address from which they send.

    Args:
        more: what else tells them apart, where many may share an address.
    """
    return mark_of(clock.today(), _network(str(get_adapter(request).get_client_ip(request))), *more)


def _network(address: str) -> str:
    """The part of an address that its user can't choose: of IPv6 the first half."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    return str(ip_network((found, 64), strict=False)) if found.version == 6 else address
