"""`luukku bench`: how fast it is, by a fixed definition."""

import argparse
import json

from luukku.project.environment import DatabaseRole

help = (
    "Measure in databases of its own: `pages` at 1,000 and 200,000 families, `clocks` (the night's run) at 200,000, "
    "`insight` (the figures) at both. "
    "`search`: how well, how quickly. `public`: the site for families at a large region's size. "
    "`plain` and `suppression` need none: does the plain-language checker tell plain from hard, how little is hidden?"
)
example = "luukku bench pages --json"
role: DatabaseRole | None = DatabaseRole.OWNER
without_database = ("plain", "suppression")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "what",
        choices=["pages", "public", "clocks", "insight", "plain", "search", "suppression"],
        help="what to measure",
    )
    parser.add_argument("--json", action="store_true", help="one JSON object on standard output")
    parser.add_argument("--families-small", type=int, default=1000, metavar="N", help="default: 1000")
    parser.add_argument("--families-large", type=int, default=200_000, metavar="N", help="default: 200000")
    parser.add_argument("--requests", type=int, default=300, metavar="N", help="for each page and size (default: 300)")
    parser.add_argument(
        "--documents", type=int, nargs="*", metavar="N", help="sizes of the index for `search` (default: 2000 50000)"
    )
    parser.add_argument(
        "--questions", type=int, default=500, metavar="N", help="for `search` at each size (default: 500)"
    )
    parser.add_argument("--texts", type=int, default=372, metavar="N", help="for `public` (default: 372)")
    parser.add_argument(
        "--visits", type=int, default=1000, metavar="N", help="for `public`, of each kind (default: 1000)"
    )
    parser.add_argument(
        "--seconds", type=float, default=120.0, metavar="N", help="for each table of `suppression` in three dimensions"
    )
    parser.add_argument("--seed", type=int, default=1, help="of the invented families (default: 1)")


def run(options: argparse.Namespace) -> int:
    if options.what == "plain":
        return _plain(options)
    if options.what == "search":
        return _search(options)
    if options.what == "public":
        return _public(options)
    if options.what == "suppression":
        return _suppression(options)
    if options.what == "insight":
        return _insight(options)
    from luukku.project.bench import clocks, pages, reporting

    if options.what == "clocks":
        night = clocks.run(families=options.families_large, seed=options.seed)
        print(json.dumps(night) if options.json else clocks.as_table(night))
        return 0
    told = pages.run(
        small=options.families_small, large=options.families_large, requests=options.requests, seed=options.seed
    )
    print(json.dumps(told) if options.json else reporting.as_table(told))
    return 0


def _insight(options: argparse.Namespace) -> int:
    from luukku.project.bench import insight

    told = insight.run(
        small=options.families_small, large=options.families_large, requests=options.requests, seed=options.seed
    )
    print(json.dumps(told) if options.json else insight.as_table(told))
    return 0


def _plain(options: argparse.Namespace) -> int:
    from luukku.project.bench import plain

    told = plain.run()
    print(json.dumps(told, ensure_ascii=False) if options.json else plain.as_table(told))
    return 0


def _search(options: argparse.Namespace) -> int:
    from luukku.project.bench import search

    sizes = tuple(options.documents) if options.documents else search.SIZES
    found = search.run(sizes=sizes, questions=options.questions, seed=options.seed)
    print(json.dumps(found) if options.json else search.as_table(found))
    return 0


def _public(options: argparse.Namespace) -> int:
    from luukku.project.bench import public

    told = public.run(requests=options.visits, pages=options.texts, seed=options.seed)
    print(json.dumps(told, ensure_ascii=False) if options.json else public.as_table(told))
    return 0


def _suppression(options: argparse.Namespace) -> int:
    from luukku.project.bench import suppression

    told = suppression.run(seed=options.seed, seconds=options.seconds)
    print(json.dumps(told, ensure_ascii=False) if options.json else suppression.as_table(told))
    return 0
