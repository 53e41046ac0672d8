"""A report as a page shows it: one line, then findings by rule, each leading to its place in the quoted text."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from luukku.language.plain.checking import Report
from luukku.language.plain.rules import Finding, all_rules

LONGEST_TEXT: Final = 100_000
"""Characters that are checked at a time: a page of ten thousand words. A field of our forms takes at most a tenth."""
LONGEST_QUOTE: Final = 60
_QUOTING: Final = frozenset(["word", "form"])


@dataclass(frozen=True, slots=True)
class Place:
    """One finding: what it quotes, the id of its place in the text, and advice where the rule's own is not enough."""

    quote: str
    anchor: str
    advice: str


@dataclass(frozen=True, slots=True)
class Group:
    """All findings of one rule; `is_first` when it is one to mend first."""

    title: str
    why: str
    places: tuple[Place, ...]
    is_first: bool

    @property
    def count(self) -> int:
        return len(self.places)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text: places that begin here, and whether a word or structure in it was found hard."""

    text: str
    anchors: tuple[str, ...]
    is_marked: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """What the template needs: `mend` names what to mend first, `groups` are those and `others` the rest."""

    report: Report
    mend: tuple[str, ...]
    groups: tuple[Group, ...]
    others: tuple[Group, ...]
    pieces: tuple[Piece, ...]
    is_cut: bool

    @property
    def count(self) -> int:
        return len(self.report.findings)

    @property
    def others_count(self) -> int:
        return sum(one.count for one in self.others)

    @property
    def language(self) -> str:
        return self.report.language


def show(report: Report, explain_in: str, name: str, *, is_cut: bool = False) -> Shown:
    """The report for a page. `name` begins the ids, so that two texts on a page do not share them."""
    anchors = {id(one): f"{name}-{number}" for number, one in enumerate(report.findings, 1)}
    groups = list(_groups(report, explain_in, anchors))
    return Shown(
        report=report,
        mend=tuple(f"{mend.rule.title(explain_in)} ({mend.count})" for mend in report.mend_first()),
        groups=tuple(one for one in groups if one.is_first),
        others=tuple(one for one in groups if not one.is_first),
        pieces=tuple(_pieces(report, anchors)),
        is_cut=is_cut,
    )


def _groups(report: Report, explain_in: str, anchors: dict[int, str]) -> Iterator[Group]:
    """Rules in the order of what to mend first, then as they are listed."""
    first = [mend.rule.id for mend in report.mend_first()]
    by_rule: dict[str, list[Finding]] = {name: [] for name in [*first, *all_rules()]}
    for one in report.findings:
        by_rule[one.rule].append(one)
    for name, found in by_rule.items():
        if found:
            yield _group(report, found, explain_in, anchors, is_first=name in first)


def _group(report: Report, found: list[Finding], explain_in: str, anchors: dict[int, str], *, is_first: bool) -> Group:
    """What is the same for all places is said once. A reason that only quotes the word says no more the second time."""
    rule = all_rules()[found[0].rule]
    reasons = [rule.why(one, explain_in) for one in found]
    advices = [rule.how(one, explain_in) for one in found]
    one_reason = len(set(reasons)) == 1 or all(set(one.facts) & _QUOTING for one in found)
    one_advice = len(set(advices)) == 1
    places = []
    for one, why, how in zip(found, reasons, advices, strict=True):
        own = " ".join([why] * (not one_reason) + [how] * (not one_advice))
        places.append(Place(_quote(report.quote(one)), anchors[id(one)], own))
    told = " ".join([reasons[0]] * one_reason + [advices[0]] * one_advice)
    return Group(rule.title(explain_in), told, tuple(places), is_first)


def _pieces(report: Report, anchors: dict[int, str]) -> list[Piece]:
    """The text cut where findings begin and end. Only words and structures are marked: a mark over a whole sentence
    would hide those inside it."""
    rules = all_rules()
    marked = [one for one in report.findings if rules[one.rule].area in {"word", "structure"}]
    begins: dict[int, list[str]] = {}
    for one in report.findings:
        begins.setdefault(one.start, []).append(anchors[id(one)])
    cuts = sorted({0, len(report.text), *begins, *(end for one in marked for end in (one.start, one.end))})
    opened = dict.fromkeys(cuts, 0)
    for one in marked:
        opened[one.start] += 1
        opened[one.end] -= 1
    pieces: list[Piece] = []
    depth = 0
    for start, end in pairwise(cuts):
        depth += opened[start]
        pieces.append(Piece(report.text[start:end], tuple(begins.get(start, ())), depth > 0))
    return pieces


def _quote(text: str) -> str:
    line = " ".join(text[: LONGEST_QUOTE * 2].split())
    fits = len(line) <= LONGEST_QUOTE and len(text) <= LONGEST_QUOTE * 2
    return line if fits else f"{line[:LONGEST_QUOTE].rstrip()}…"
