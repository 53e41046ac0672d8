"""`luukku serve`: the site, as it runs in production."""

import argparse

from luukku.project.environment import DatabaseRole

help = "Serve the pages: the production server. Run `luukku migrate` before it and `luukku worker` beside it."
example = "luukku serve --host 0.0.0.0 --port 8000 --workers 4"
role: DatabaseRole | None = DatabaseRole.APP


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on (default: 127.0.0.1)")
    parser.add_argument("--port", type=int, default=8000, help="default: 8000")
    parser.add_argument("--workers", type=int, default=2, help="processes; one per core is right (default: 2)")
    parser.add_argument("--threads", type=int, default=2, help="requests at once in each process (default: 2)")


def run(options: argparse.Namespace) -> int:
    from luukku.project import serve

    serve.serve(host=options.host, port=options.port, workers=options.workers, threads=options.threads)
    return 0
