"""`luukku generate`: as many invented families as a benchmark needs."""

import argparse
import json
import sys
from datetime import date
from typing import TYPE_CHECKING

from luukku.project.environment import DatabaseRole

if TYPE_CHECKING:
    from luukku.project.generate.running import Figures

help = "Make a database of invented families, for benchmarks and load tests. Never touches the site's own database."
example = "luukku generate --families 1000 --seed 1 --database try_out"
role: DatabaseRole | None = DatabaseRole.OWNER


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--families", type=int, default=1000, help="how many (default: 1000)")
    parser.add_argument("--seed", type=int, default=1, help="the same seed gives the same families (default: 1)")
    parser.add_argument("--database", metavar="NAME", help="the name of the new database (default: the template's)")
    parser.add_argument("--template", action="store_true", help="keep the world as a template and copy it, when named")
    parser.add_argument("--day", type=date.fromisoformat, help="the world's own today (default: today)")
    parser.add_argument("--json", action="store_true", help="one JSON object on standard output")


def run(options: argparse.Namespace) -> int:
    from luukku.core import clock
    from luukku.project import databases
    from luukku.project.databases import Urls
    from luukku.project.generate import running

    server = Urls.from_environment()
    order = running.Order(options.families, options.seed, options.day or clock.today())
    if options.database and databases.exists(server, options.database):
        print(f"There is a database {options.database} already. Choose another name.", file=sys.stderr)
        return 2
    if options.database and not options.template:
        name = options.database
        running.generate(server, name, order)
    else:
        name, _figures = running.ensure_template(server, order)
    figures = running.figures_of(server, name)
    if options.database and options.template:
        databases.create(server, options.database, name)
        name = options.database
    _tell(name, figures, running.name_coverage(server, name), as_json=options.json)
    return 0


def _tell(name: str, figures: "Figures", coverage: dict[str, float], *, as_json: bool) -> None:
    summary = {
        "database": name,
        "families": figures.families,
        "families_per_second": {"value": round(figures.families_per_second), "at_least": 500},
        "seconds": figures.seconds,
        "bytes": figures.bytes,
        "bytes_per_family": round(figures.bytes_per_family),
        "hundred_commonest_cover": {part: {"value": share, "at_least": 0.4} for part, share in coverage.items()},
    }
    if as_json:
        print(json.dumps({"summary": summary, "day": figures.day, "rows": figures.counts}))
        return
    for table, rows in sorted(figures.counts.items()):
        print(f"{rows:>12,} {table}")
    print(f"{sum(figures.counts.values()):>12,} rows, {figures.bytes / 1e6:,.0f} MB in database {name}")
    print(
        f"{figures.families:,} families in {figures.seconds:.1f} s: {figures.families_per_second:,.0f} a second"
        f" (at least 500), {figures.bytes_per_family:,.0f} bytes each"
    )
    for part, share in coverage.items():
        print(f"The 100 commonest {part} cover {share:.0%} (at least 40 %).")
