"""`luukku bench plain`: does the checker tell plain from hard, and are its findings right?

Known groups (UD_Finnish-TDT by kind of text, the national catalogue's general descriptions), pairs written by us that
say the same twice, findings that a person has judged, and speed. The texts come from LUUKKU_SHARED_DATA; without it
only pairs and speed are told. No database.
"""

import json
import math
import os
import statistics
import time
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from luukku.language.plain import check
from luukku.language.plain.rules import DATA, all_rules
from luukku.project.bench.plain_texts import CATALOGUE, documents, kind
from luukku.project.bench.reporting import at_least, at_most

PAIRS_RIGHT: Final = 0.95
MOST_MS: Final = 100
FEWEST_JUDGED: Final = 50
CHUNK_WORDS: Final = 80
WARM_TURNS: Final = 5
SPEED_WORDS: Final = 300
EASIER: Final = ("blogs", "fiction")
HARDER: Final = ("EU law", "Europarl", "encyclopaedia", CATALOGUE)

Texts = dict[str, list[str]]


def run() -> dict[str, Any]:
    """Everything, as it is printed."""
    shared = os.environ.get("LUUKKU_SHARED_DATA")
    texts = dict(documents(Path(shared))) if shared else {}
    pairs = _pairs()
    groups = _groups(texts)
    precision = _precision(texts)
    milliseconds = _milliseconds()
    summary = {
        "pairs_right": at_least(pairs["all"]["right"] / pairs["all"]["pairs"], PAIRS_RIGHT),
        "pairs_right_held_back": at_least(pairs["held_back"]["right"] / pairs["held_back"]["pairs"], PAIRS_RIGHT),
        "milliseconds_300_words": at_most(milliseconds, MOST_MS),
        "auc_easier_against_harder": groups["contrasts"].get("easier / harder", {}).get("auc"),
        "findings_judged": precision["judged"],
        "rules_judged_enough": _enough(precision["by_rule"]),
        "precision": precision["all"],
    }
    return {"summary": summary, "pairs": pairs, "groups": groups, "precision": precision}


def _pairs() -> dict[str, Any]:
    told = tomllib.loads((DATA / "bench" / "pairs.toml").read_text(encoding="utf-8"))["pair"]
    scored = [(one, check(one["hard"], "fi").score or 0.0, check(one["plain"], "fi").score or 0.0) for one in told]
    parts = {"all": scored}
    for part in ("tuning", "held_back"):
        parts[part] = [one for one in scored if one[0]["part"] == part]
    answer: dict[str, Any] = {
        name: {
            "pairs": len(found),
            "right": sum(hard < plain for _one, hard, plain in found),
            "mean_hard": round(statistics.fmean(hard for _one, hard, _plain in found), 1),
            "mean_plain": round(statistics.fmean(plain for _one, _hard, plain in found), 1),
        }
        for name, found in parts.items()
    }
    return answer | {"wrong": [one["hard"] for one, hard, plain in scored if hard >= plain]}


def _groups(texts: dict[str, str]) -> dict[str, Any]:
    """Scores of pieces of about 80 words, by kind of text; contrasts with effect size (d) and area under the curve."""
    scores: dict[str, list[float]] = defaultdict(list)
    for name, text in texts.items():
        group = kind(name)
        for piece in _pieces(text) if group else ():
            score = check(piece, "fi").score
            if score is not None:
                scores[group].append(score)
    told = {
        name: {"texts": len(found), "mean": round(statistics.fmean(found), 1), "sd": round(statistics.pstdev(found), 1)}
        for name, found in sorted(scores.items(), key=lambda one: -statistics.fmean(one[1]))
    }
    easier = [score for name in EASIER for score in scores.get(name, [])]
    harder = [score for name in HARDER for score in scores.get(name, [])]
    contrasts = {"easier / harder": _contrast(easier, harder)} if easier and harder else {}
    for one in EASIER:
        contrasts |= {
            f"{one} / {other}": _contrast(scores[one], scores[other]) for other in HARDER if scores.get(other)
        }
    return {"by_kind": told, "contrasts": contrasts}


def _contrast(plainer: Sequence[float], harder: Sequence[float]) -> dict[str, float]:
    spread = math.sqrt((statistics.pvariance(plainer) + statistics.pvariance(harder)) / 2) or 1.0
    wins = sum((one > other) + 0.5 * (one == other) for one in plainer for other in harder)
    return {
        "d": round((statistics.fmean(plainer) - statistics.fmean(harder)) / spread, 2),
        "auc": round(wins / (len(plainer) * len(harder)), 3),
    }


def _pieces(text: str) -> Iterator[str]:
    """Whole sentences until there are 80 words; what is left over at the end only when it is half as long."""
    piece: list[str] = []
    for sentence in text.split("\n"):
        piece += sentence.split()
        if len(piece) >= CHUNK_WORDS:
            yield " ".join(piece)
            piece = []
    if len(piece) >= CHUNK_WORDS / 2:
        yield " ".join(piece)


def _precision(texts: dict[str, str]) -> dict[str, Any]:
    """How many judged findings were right, by rule: of those that the checker still makes. `hits` are all that it
    makes in these texts; where they are fewer than FEWEST_JUDGED, all of them are the sample."""
    found = {
        name: {(one.rule, one.start, one.end) for one in check(text, "fi").findings} for name, text in texts.items()
    }
    hits = Counter(rule for places in found.values() for rule, _start, _end in places)
    still: dict[str, list[bool]] = defaultdict(list)
    gone = 0
    for verdict in _verdicts():
        if verdict["text"] not in found:
            continue
        if (verdict["rule"], verdict["start"], verdict["end"]) in found[verdict["text"]]:
            still[verdict["rule"]].append(verdict["right"])
        else:
            gone += 1
    by_rule = {rule: _judged(still[rule], hits[rule]) for rule in all_rules()} if texts else {}
    told = _judged([right for rights in still.values() for right in rights], hits.total())
    return {"all": told["precision"], "judged": told["judged"], "no_longer_found": gone, "by_rule": by_rule}


def _enough(by_rule: dict[str, dict[str, Any]]) -> str:
    """Of how many rules fifty findings were judged, or all that there are in these texts."""
    enough = sum(one["judged"] >= min(FEWEST_JUDGED, one["hits"]) for one in by_rule.values())
    return f"{enough} of {len(by_rule)}"


def _judged(rights: list[bool], hits: int) -> dict[str, Any]:
    share = round(sum(rights) / len(rights), 3) if rights else None
    return {"hits": hits, "judged": len(rights), "right": sum(rights), "precision": share}


def _verdicts() -> Iterator[dict[str, Any]]:
    """Each names a text, a rule and a place, and quotes no more than shows that it is the same place."""
    for line in (DATA / "bench" / "verdicts.jsonl").read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def _milliseconds() -> float:
    """The median of this process's own work for 300 words after one turn to warm up, whatever else the machine does."""
    told = tomllib.loads((DATA / "bench" / "pairs.toml").read_text(encoding="utf-8"))["pair"]
    words = " ".join(f"{one['hard']} {one['plain']}" for one in told).split()[:SPEED_WORDS]
    text = " ".join(words)
    check(text, "fi")
    moments = [time.process_time()]
    for _turn in range(WARM_TURNS):
        check(text, "fi")
        moments.append(time.process_time())
    return round(statistics.median(later - earlier for earlier, later in pairwise(moments)) * 1000, 1)


def as_table(told: dict[str, Any]) -> str:
    """The same for a person at a terminal."""
    lines = [f"{'':20}{'texts':>7}{'mean':>8}{'sd':>7}"]
    for name, one in told["groups"]["by_kind"].items():
        lines.append(f"{name:20}{one['texts']:>7}{one['mean']:>8}{one['sd']:>7}")
    lines.append("")
    for name, one in told["groups"]["contrasts"].items():
        lines.append(f"{name:40} d {one['d']:5.2f}   AUC {one['auc']:.3f}")
    lines.append("")
    for name in ("all", "tuning", "held_back"):
        one = told["pairs"][name]
        lines.append(f"pairs, {name:10} {one['right']} of {one['pairs']}   {one['mean_hard']} / {one['mean_plain']}")
    lines += [f"   wrong: {hard}" for hard in told["pairs"]["wrong"]]
    lines.append("")
    for name, one in told["precision"]["by_rule"].items():
        share = "" if one["precision"] is None else f"{one['precision']:.0%}"
        few = "" if one["judged"] >= FEWEST_JUDGED else f"   (found {one['hits']} times)"
        lines.append(f"{name:20} {one['right']:>4} of {one['judged']:>4} findings right {share:>5}{few}")
    precision = told["precision"]
    lines.append(f"all: {precision['all']} of {precision['judged']}; no longer found: {precision['no_longer_found']}")
    lines.append(f"300 words: {told['summary']['milliseconds_300_words']['value']} ms (at most {MOST_MS} ms)")
    return "\n".join(lines)
