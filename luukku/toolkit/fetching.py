"""Asking an address of the wide web whether it answers."""

import http.client
from typing import Final
from urllib.parse import urljoin

from luukku.core import outside

TIMEOUT_SECONDS: Final = 8
WHOLE_SECONDS: Final = 20
"""An answer that trickles in for longer is given up."""
MOST_STEPS: Final = 4
SHY: Final = frozenset({401, 403, 405, 406, 429, 999})
"""A page that answers so is there; it only does not like programs."""
LED_IN_CIRCLES: Final = 310
"""No status of HTTP: it led on and on."""

AGENT: Final = "Luukku link check"


def status_of(url: str) -> int:
    """The status with which an address answers in the end, redirects followed by us.

    Raises:
        outside.Forbidden: it, or what it leads to, is no public address.
        OSError: nobody answers.
    """
    for _step in range(MOST_STEPS):
        code, following = _ask(url, "HEAD")
        if code in (405, 501, 404, 403):
            code, following = _ask(url, "GET")
        if following is None:
            return code
        url = following
    return LED_IN_CIRCLES


def _ask(url: str, method: str) -> tuple[int, str | None]:
    """The status, and where it leads."""
    parts = outside.parsed(url)
    connection = outside.connect(parts, TIMEOUT_SECONDS)
    try:
        with outside.until(WHOLE_SECONDS, connection):
            connection.request(method, outside.asked_path(parts), headers={"User-Agent": AGENT, "Accept": "*/*"})
            answer = connection.getresponse()
        place = answer.getheader("Location")
        return answer.status, urljoin(url, place) if place and 300 <= answer.status < 400 else None
    except (http.client.HTTPException, ValueError) as error:
        msg = "The answer could not be read."
        raise OSError(msg) from error
    finally:
        connection.close()
