"""`luukku import integreat`: from a folder, a file or a server to what waits for its readers here."""

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from luukku.moving.integreat.records import Region
    from luukku.moving.services.moving import Moved

SHOWN = 60
"""Differences and notes that the terminal shows; --json tells all."""

NOTES = {
    "unknown_language": "languages that we do not have, left out",
    "unknown_row": "objects that are no page, place or event, left out",
    "twice": "pages told twice in one language; the newer one counts",
    "too_long": "pages with more than two million characters, left out",
    "parent_missing": "pages whose upper page was not told; they stand at the top",
    "circle": "pages that stand under themselves; they stand at the top",
    "picture_left_out": "pictures that do not come along",
    "link_lost": "links to pages that were not told; they still lead to the old page",
    "unfinished": "drafts that lack something before somebody can approve them",
    "pieces_to_check": "translations whose pieces may not match the original; they are marked as unfinished",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What moving a region over is told beside its place."""
    moving = parser.add_argument_group("integreat")
    moving.add_argument("--region", default="", metavar="SLUG", help="which region, as in its address")
    moving.add_argument("--languages", nargs="+", default=[], metavar="CODE", help="only these, e.g. de en ar")
    moving.add_argument("--own-language", default="", metavar="CODE", help="the language of the originals")
    moving.add_argument("--organisation", default="", metavar="NAME", help="who answers for it here")
    moving.add_argument("--unit", default="", metavar="NAME", help="in which unit of it")
    moving.add_argument("--role", default="Integreat", metavar="WORDS", help="the role that keeps it up")
    moving.add_argument("--owner", default="", metavar="EMAIL", help="the person in that role")
    moving.add_argument("--review-months", type=int, default=12, metavar="N", help="months to the next review")
    moving.add_argument("--pictures", action="store_true", help="from a server: bring its pictures too")


def integreat(options: argparse.Namespace) -> int:
    """One region, wholly or not at all."""
    from django.core.exceptions import PermissionDenied

    from luukku.core.errors import RuleViolation
    from luukku.directory.ptv.client import KeyRefusedError, SourceAwayError
    from luukku.moving.services import moving

    if not 1 <= options.review_months <= 36:
        return _refuse("--review-months is from 1 to 36")
    try:
        keeper = moving.keeper_named(
            options.organisation, options.unit, options.role, options.owner, review_months=options.review_months
        )
        region = _region(options)
        region.slug = region.slug or moving.only_region(keeper.organisation_id)
        actor = moving.mover(keeper.organisation_id)
        moved = moving.move(actor, region, keeper, is_dry=options.dry_run, note=_tell_progress)
    except (SourceAwayError, KeyRefusedError) as error:
        return _refuse(f"{options.place}: the server did not answer wholly ({error}). Nothing was changed; try again")
    except PermissionDenied:
        return _refuse("--owner has to be somebody who writes for that organisation today. Nothing was changed")
    except RuleViolation as error:
        return _refuse(str(error.message))
    except (OSError, ValueError, RecursionError) as error:
        return _refuse(f"{options.place}: {error}. Nothing was changed")
    _report(moved, as_json=options.json)
    return 0


def _region(options: argparse.Namespace) -> "Region":
    from luukku.directory.ptv.client import Client
    from luukku.moving.integreat import files, gathering, office, server

    if options.place.startswith(("https://", "http://")):
        address = options.place.rstrip("/")
        address = address if address.endswith("/api/v3") else f"{address}/api/v3"
        loaded = server.load(
            Client(address, ""), options.region, languages=options.languages, with_pictures=options.pictures,
            tell=_tell_progress,
        )  # fmt: skip
    else:
        loaded = files.load(Path(options.place))
    region = gathering.region(
        loaded.rows, slug=options.region, languages=options.languages, own_language=options.own_language
    )
    region.pictures = loaded.pictures
    office.add(region, loaded.office)
    return region


def _refuse(why: str) -> int:
    print(f"luukku import: {why}", file=sys.stderr)
    return 2


def _tell_progress(what: str, done: int, of: int) -> None:
    if sys.stderr.isatty() or done == of:
        print(f"  {what} {done}/{of}", file=sys.stderr)


def _report(moved: "Moved", *, as_json: bool) -> None:
    summary = {
        "region": moved.region,
        "languages": moved.languages,
        "own_language": moved.own_language,
        "dry_run": moved.is_dry,
        **moved.counts,
    }
    if as_json:
        changes = [
            {"kind": one.kind, "id": one.source_id, "title": one.title, "change": one.change, "fields": one.fields}
            for one in moved.changes
        ]
        notes = [{"code": note.code, "about": note.about} for note in moved.notes]
        print(json.dumps({"summary": summary, "changes": changes, "notes": notes}, ensure_ascii=False))
        return
    print(f"region {moved.region}: {', '.join(moved.languages)} (originals: {moved.own_language})")
    for kind, counted in sorted(moved.counts.items()):
        print(f"{kind}: {', '.join(f'{count} {what}' for what, count in sorted(counted.items()))}")
    _differences(moved)
    _notes(moved)
    print("Nothing was changed: this was a try." if moved.is_dry else "What came over waits for its readers here.")


def _differences(moved: "Moved") -> None:
    """What a try would change; after a move what it left as it is here, and what failed."""
    shown = [one for one in moved.changes if moved.is_dry or one.change in ("kept", "failed")]
    for change in shown[:SHOWN]:
        print(f"{change.change}: {change.kind} {change.title or change.source_id}")
        for part in change.fields:
            where = " ".join(word for word in (part["field"], part.get("language", "")) if word)
            print(f"    {where}: {part['before'][:70]!r} → {part['after'][:70]!r}")
    if len(shown) > SHOWN:
        print(f"… and {len(shown) - SHOWN} more (--json tells all)")


def _notes(moved: "Moved") -> None:
    for code, words in NOTES.items():
        found = [note.about for note in moved.notes if note.code == code]
        if found:
            print(f"{len(found)} {words}:")
            print("".join(f"    {about}\n" for about in found[:10]), end="")
