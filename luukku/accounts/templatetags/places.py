"""Links across the border of `/w/<code>/` in templates: `{% outside "account_logout" %}`."""

from typing import Any

from django import template

from luukku.accounts import places

register = template.Library()


@register.simple_tag
def outside(name: str, *args: Any, **kwargs: Any) -> str:
    """The path of a page outside every workplace."""
    return places.outside_url(name, *args, **kwargs)


@register.simple_tag
def inside(code: str, name: str = "", *args: Any, **kwargs: Any) -> str:
    """The path of a page of the workplace with this code; without a name its first page."""
    return places.workplace_url(code, name, *args, **kwargs)
