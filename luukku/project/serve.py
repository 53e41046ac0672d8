"""The production server of the pages."""

import os

from granian.constants import Interfaces
from granian.server import Server

from luukku.project import assets

QUEUE = 512
"""Connections that may wait while every thread is busy."""

FEW_ARENAS = "2"
"""The C library gives memory back from two pools; from one pool a thread it keeps what big documents once needed."""


def serve(*, host: str, port: int, workers: int, threads: int) -> None:
    """Serve the pages until told to stop (Ctrl-C or SIGTERM); requests under way are finished."""
    assets.collect()
    os.environ.setdefault("MALLOC_ARENA_MAX", FEW_ARENAS)
    server = Server(
        "luukku.project.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=threads,
        backlog=QUEUE,
        respawn_failed_workers=True,
        workers_kill_timeout=20,
        log_access=False,
    )
    server.serve()
