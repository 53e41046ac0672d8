"""`luukku bench search`: how well and how quickly the search finds, in a database of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

from luukku.project import databases
from luukku.project.bench.pages import say
from luukku.project.bench.reporting import at_least, at_most
from luukku.project.generate import running

SIZES: Final = (2_000, 50_000)
QUESTIONS: Final = 500
FOLDER: Final = "gd-retrieval"

LEAST_NDCG, LEAST_TYPO, LEAST_KNOWN = 0.83, 0.75, 0.95
MOST_UNANSWERED: Final = 0.01
MOST_SEARCH_MS, MOST_SUGGEST_MS = 60, 40


def run(*, sizes: tuple[int, ...] = SIZES, questions: int = QUESTIONS, seed: int = 1) -> dict[str, Any]:
    """Quality with and without Voikko, across languages, beside the reference; then speed at each size."""
    shared = os.environ.get("LUUKKU_SHARED_DATA", "")
    folder = str(Path(shared) / FOLDER) if shared and (Path(shared) / FOLDER).is_dir() else ""
    server = databases.Urls.from_environment()
    running.sweep(server)
    name = running.passing_name("small")
    made = databases.create(server, name)
    order = {"folder": folder, "sizes": sizes, "questions": questions, "seed": seed, "voikko": True}
    try:
        _luukku(made, "luukku.project.cli", "migrate", "--quiet", "--schema-only")
        quality = without = None
        if folder:
            say("quality …")
            quality = _measured(made, order | {"what": "quality"})
            say("quality without Voikko …")
            without = _measured(made, order | {"what": "quality", "voikko": False})
        say("speed …")
        speed = _measured(made, order | {"what": "speed"})
    finally:
        databases.drop(server, name)
    return {"summary": _summary(quality, without, speed), "quality": quality, "without_voikko": without, "speed": speed}


def _measured(made: databases.Urls, order: dict[str, Any]) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(_luukku(made, "luukku.project.bench.searching", json.dumps(order)))
    return told


def _luukku(made: databases.Urls, *words: str) -> bytes:
    done = subprocess.run(
        [sys.executable, "-m", *words], env=os.environ | made.as_environment(), stdout=subprocess.PIPE, check=True
    )
    return done.stdout


def _summary(quality: dict[str, Any] | None, without: dict[str, Any] | None, speed: dict[str, Any]) -> dict[str, Any]:
    summary: dict[str, Any] = {}
    if quality and without:
        own, reference = quality["finnish"], quality["reference"]
        summary |= {
            "ndcg10": at_least(own["ndcg10"], LEAST_NDCG),
            "ndcg10_beside_reference": at_least(own["ndcg10"], reference["ndcg10"]),
            "mrr": own["mrr"],
            "unanswered": at_most(own["unanswered"], MOST_UNANSWERED),
            "typo_ndcg10": at_least(quality["typo"]["ndcg10"], LEAST_TYPO),
            "known_sv_mrr": at_least(quality["known_sv"]["mrr"], LEAST_KNOWN),
            "known_en_mrr": at_least(quality["known_en"]["mrr"], LEAST_KNOWN),
            "across_sv_mrr": quality["across_sv"]["mrr"],
            "across_en_mrr": quality["across_en"]["mrr"],
            "without_voikko_ndcg10": without["finnish"]["ndcg10"],
            "without_voikko_typo_ndcg10": without["typo"]["ndcg10"],
        }
    for size, told in speed.items():
        summary[f"search_p95_ms_{size}"] = at_most(told["search"]["p95_ms"], MOST_SEARCH_MS)
        summary[f"suggest_p95_ms_{size}"] = at_most(told["suggest"]["p95_ms"], MOST_SUGGEST_MS)
    summary["all_within"] = all(told["within"] for told in summary.values() if isinstance(told, dict))
    if not quality:
        summary["not_measured"] = "quality: LUUKKU_SHARED_DATA names no folder with gd-retrieval"
    return summary


def as_table(told: dict[str, Any]) -> str:
    """The same for a person at a terminal."""
    lines = []
    for name, value in told["summary"].items():
        if isinstance(value, dict):
            bar = f"at least {value['at_least']}" if "at_least" in value else f"at most {value['at_most']}"
            lines.append(f"{name:30} {value['value']:>9} ({bar}){'' if value['within'] else ' !'}")
        else:
            lines.append(f"{name:30} {value!s:>9}")
    return "\n".join(lines)
