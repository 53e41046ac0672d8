"""`luukku search`: put a question to the index."""

import argparse
import json
import time

from luukku.project.environment import DatabaseRole

help = "Put a question to the index, in any language: see `luukku import documents` for something to find."
example = 'luukku search "mistä saan tulkin neuvolaan" --json'
role: DatabaseRole | None = DatabaseRole.APP


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("query", help="the question")
    parser.add_argument("--lang", default="", metavar="CODE", help="language of whoever asks (default: not known)")
    parser.add_argument("--limit", type=int, default=10, metavar="N", help="how many results (default: 10)")
    parser.add_argument("--json", action="store_true", help="one JSON object on standard output")


def run(options: argparse.Namespace) -> int:
    from luukku.core.actor import SystemActor
    from luukku.project.commands.migrate import ensure_tables
    from luukku.search import services

    ensure_tables()
    began = time.perf_counter()
    found = services.find(SystemActor.now(), options.query, language=options.lang, limit=max(0, options.limit))
    seconds = round(time.perf_counter() - began, 4)
    results = [
        {
            "type": one.type,
            "id": str(one.id),
            "source_id": one.source_id,
            "title": one.title,
            "lang": one.language,
            "score": one.score,
            "why": [{"asked": why.asked, "found": why.found, "how": why.how.value} for why in one.why],
        }
        for one in found.results
    ]
    if options.json:
        summary = {"seconds": seconds, "hits": found.hits, "meant": found.meant}
        print(json.dumps({"summary": summary, "results": results}, ensure_ascii=False))
        return 0
    for place, one in enumerate(results, start=1):
        print(f"{place:3}  {one['title']}  ({one['type']}, {one['lang']}, {one['score']})")
    print(f"{found.hits} found in {seconds} s" + (f"; meant: {found.meant}" if found.meant else ""))
    return 0
