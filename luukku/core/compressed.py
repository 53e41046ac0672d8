"""Who takes compressed answers."""

import re
from typing import Final

_COMPRESSED: Final = re.compile(r"(?:^|,)\s*(?:gzip|\*)\s*(?:;\s*q\s*=\s*(?P<q>[0-9.]+)\s*)?(?=,|$)", re.IGNORECASE)


def takes_gzip(told: str) -> bool:
    """Whether a browser takes compressed answers; "q=0" means that it does not (RFC 9110, 12.5.3)."""
    if told.startswith("gzip,") or told == "gzip":  # what browsers say
        return True
    found = list(_COMPRESSED.finditer(told))
    named = [one for one in found if "gzip" in one.group().lower()] or found
    return any((one["q"] or "1").strip("0.") != "" for one in named)
