"""The site as a WSGI application: `luukku serve`, or any other WSGI server."""

import ctypes
from contextlib import suppress

from django.core.wsgi import get_wsgi_application

from luukku.project.environment import prepare

MOST_ARENAS = -8
"""glibc's number for this setting (malloc.h, M_ARENA_MAX)."""

with suppress(OSError, AttributeError):
    # every thread would otherwise keep freed memory of its own: some 15 MB more in each web worker
    ctypes.CDLL(None).mallopt(MOST_ARENAS, 1)

prepare()
application = get_wsgi_application()

from luukku.project.warming import warm_up  # noqa: E402 - settings are read by now

warm_up()
