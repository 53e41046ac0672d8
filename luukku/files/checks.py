"""System checks that `check --deploy` runs."""

from typing import Any

from django.core.checks import Info, Tags, register

from luukku.files import scanning


@register(Tags.security, deploy=True)
def tell_that_no_scanner_is_connected(app_configs: Any, **_more: Any) -> list[Info]:
    if scanning.is_connected():
        return []
    return [
        Info(
            "No virus scanner is connected: files are taken in as they are, and their pages say so.",
            hint="Set LUUKKU_CLAMD to the socket of a ClamAV daemon, for example unix:/run/clamav/clamd.ctl.",
            id="luukku.I002",
        )
    ]
