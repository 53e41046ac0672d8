"""The production server of the pages."""

from granian.constants import Interfaces
from granian.server import Server

from luukku.project import assets

QUEUE = 512
"""Connections that may wait while every thread is busy."""


def serve(*, host: str, port: int, workers: int, threads: int) -> None:
    """Serve the pages until told to stop (Ctrl-C or SIGTERM); requests under way are finished."""
    assets.collect()
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
