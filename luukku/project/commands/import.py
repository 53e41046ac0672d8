"""`luukku import`: bring content in from elsewhere."""

# ruff: noqa: N999 - the word that people type

import argparse
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from luukku.project import moving_in, programme_file, survey_in
from luukku.project.environment import DatabaseRole

if TYPE_CHECKING:
    from luukku.directory.models import ImportRun
    from luukku.directory.services.imports import Progress

help = (
    "Bring content in: `ptv` the national service catalogue (a file, or its address); `integreat` a region of Integreat"
    " (a folder, a file, or its server); `programme` goals, measures and duties of a programme (JSON); `survey` the"
    " statements of an earlier survey; `documents` to try the search on."
)
example = "luukku import ptv services.json --dry-run"
role: DatabaseRole | None = DatabaseRole.APP

SHOWN = 20
"""Differences of a dry run that the terminal shows; the page of the run shows all."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=sorted(IMPORTERS), help="what it is")
    parser.add_argument(
        "place", metavar="FILE|FOLDER|URL", help="a file, a folder, or an address beginning with https://"
    )
    parser.add_argument("--dry-run", action="store_true", help="tell what would change, and change nothing")
    parser.add_argument("--full", action="store_true", help="everything, and archive what is no longer told")
    parser.add_argument("--county", default="", metavar="NN", help="only services for this county, e.g. 08")
    parser.add_argument("--json", action="store_true", help="one JSON object on standard output")
    moving_in.add_arguments(parser)


def run(options: argparse.Namespace) -> int:
    from luukku.project.commands.migrate import ensure_tables

    ensure_tables()
    return IMPORTERS[options.what](options)


def documents(options: argparse.Namespace) -> int:
    """Lines of JSON into the search index: all of them or, when one can't be read, none."""
    from luukku.core.actor import SystemActor
    from luukku.language import wording
    from luukku.project import documents_file
    from luukku.search import services

    try:
        told = list(documents_file.read(Path(options.place)))
    except (documents_file.DocumentsFileError, OSError, ValueError) as error:
        print(f"luukku import: {options.place}: {error}", file=sys.stderr)
        return 2
    count = 0 if options.dry_run else services.index_documents(told, terms_of=wording.terms_with_much_memory)
    if count:
        services.recount(SystemActor.now().at)
    summary = {"documents": len(told), "indexed": count}
    print(json.dumps({"summary": summary}) if options.json else f"{count} of {len(told)} documents can be found now")
    return 0


def ptv(options: argparse.Namespace) -> int:
    """One run to its end, or on from where the last one from the same place was stopped."""
    from luukku.core.actor import SystemActor
    from luukku.directory.ptv import files, sources
    from luukku.directory.ptv.client import Client
    from luukku.directory.services import imports

    actor = SystemActor.now()
    is_address = options.place.startswith(("https://", "http://"))
    since = imports.changes_since(options.place) if is_address and not options.full else None
    is_full = options.full or (is_address and since is None)
    try:
        source: sources.Source
        if is_address:
            key = os.environ.get("LUUKKU_PTV_KEY", "")
            client = Client(options.place, key)
            source = sources.ApiSource(client, since=None if is_full else since, county=options.county)
        else:
            source = sources.FileSource(files.read(Path(options.place).read_bytes()), is_whole=options.full)
    except (files.FileError, OSError, ValueError) as error:
        print(f"luukku import: {options.place}: {error}", file=sys.stderr)
        return 2
    stopped = None if options.dry_run else imports.stopped_run(actor, options.place)
    one = stopped or imports.start_run(actor, options.place, is_dry=options.dry_run, is_full=is_full, since=since)
    one = imports.carry_out(actor, one.pk, source, note=_tell_progress)
    _report(one, as_json=options.json)
    return 0 if one.state == one.State.DONE else 1


def _tell_progress(progress: "Progress") -> None:
    if sys.stderr.isatty():
        print(f"  {progress.phase} {progress.page}/{progress.of or '?'}", file=sys.stderr)


def _report(one: "ImportRun", *, as_json: bool) -> None:
    told = {"state": one.state, "fault": one.fault, "dry_run": one.is_dry, **one.counts}
    if as_json:
        print(json.dumps({"summary": told, "run": str(one.pk)}))
        return
    for kind, counted in sorted(one.counts.items()):
        print(f"{kind}: {', '.join(f'{count} {what}' for what, count in sorted(counted.items()))}")
    if one.is_dry:
        _differences(one)
    print(one.get_fault_display() if one.fault else one.get_state_display())


def _differences(one: "ImportRun") -> None:
    for change in one.changes.order_by("created_at")[:SHOWN]:
        print(f"{change.change}: {change.kind} {change.title or change.source_id}")
        for part in change.fields:
            print(f"    {part['field']} {part.get('language', '')}: {part['before'][:70]!r} → {part['after'][:70]!r}")


IMPORTERS: dict[str, Callable[[argparse.Namespace], int]] = {
    "ptv": ptv,
    "documents": documents,
    "integreat": moving_in.integreat,
    "survey": survey_in.survey,
    "programme": programme_file.programme,
}
"""What can be brought in, by its word on the command line."""
