"""System checks that `check --deploy` runs."""

from typing import Any

from django.conf import settings
from django.core.checks import Error, Tags, register


@register(Tags.security, deploy=True)
def refuse_demo(app_configs: Any, **_more: Any) -> list[Error]:
    """A deployment is no demo: the demo's sign-in page shows codes, and one button signs in."""
    if not settings.DEMO:
        return []
    return [
        Error(
            "LUUKKU_DEMO=1 is set: anybody could sign in as anybody.",
            hint="Unset LUUKKU_DEMO. It is for `make demo` only.",
            id="luukku.E001",
        )
    ]
