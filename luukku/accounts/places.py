"""Addresses across the border of `/w/<code>/`: from a workplace's page outwards, and from outside into a workplace.

Inside a request of a workplace `reverse` knows only that workplace's pages (and the other way round), so a link
across must say where it leads.
"""

import re
from typing import Any

from django.conf import settings
from django.urls import get_script_prefix, reverse, set_script_prefix

from luukku.core.links import absolute

WORKPLACE_URLS = "luukku.project.urls_work"


def outside_url(name: str, *args: Any, **kwargs: Any) -> str:
    """The path of a page that belongs to no workplace: sign-in, own settings, the choice of workplace."""
    return _reverse_below(_root(), name, settings.ROOT_URLCONF, args, kwargs)


def workplace_url(code: str, name: str = "", *args: Any, **kwargs: Any) -> str:
    """The path of a page of one workplace; without a name its first page."""
    prefix = f"{_root()}w/{code}/"
    return _reverse_below(prefix, name, WORKPLACE_URLS, args, kwargs) if name else prefix


def absolute_outside_url(name: str, *args: Any, **kwargs: Any) -> str:
    """The full address of a page that belongs to no workplace, for a mail."""
    return absolute(_reverse_below("/", name, settings.ROOT_URLCONF, args, kwargs))


def _reverse_below(prefix: str, name: str, urlconf: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> str:
    before = get_script_prefix()
    set_script_prefix(prefix)
    try:
        return reverse(name, urlconf=urlconf, args=args, kwargs=kwargs)
    finally:
        set_script_prefix(before)


def _root() -> str:
    """The script prefix of the site, without the workplace that a request may be in."""
    return re.sub(r"/w/[a-z0-9]+/$", "/", get_script_prefix())
