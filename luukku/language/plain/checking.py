"""Checking one text: its findings, its score, and what to mend first."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from luukku.language import morphology
from luukku.language.plain import detectors
from luukku.language.plain.guessing import guess
from luukku.language.plain.mending import mended
from luukku.language.plain.rules import Finding, Rule, all_rules, rules_for
from luukku.language.plain.scoring import Load, load
from luukku.language.plain.sentences import lines_of, parse
from luukku.language.plain.tokens import Sentence, Text

CHECKED_LANGUAGES: Final = ("fi", "sv", "en")
MENDED_FIRST: Final = 3
COMPARABLE_FROM: Final = 30  # words; a shorter text has a score, but a chance word decides it

# How heavily a finding that is not scored asks to be mended first.
_UNSCORED: Final = {"long_sentence": 0.6, "long_paragraph": 0.6, "no_headings": 1.0, "reader_absent": 1.0}


@dataclass(frozen=True, slots=True)
class Mend:
    """One thing to mend first: a rule, how often it has something to say, and the heaviest place."""

    rule: Rule
    count: int
    worst: Finding


@dataclass(frozen=True, slots=True)
class Report:
    """What was found in a text.

    Attributes:
        score: 0–100, higher is plainer; None when there is nothing to judge.
        is_whole: False when Finnish word forms are not known here, so that only some rules were asked.
    """

    text: str
    language: str
    words: int
    sentences: int
    findings: tuple[Finding, ...]
    load: Load | None
    is_whole: bool = True

    @property
    def score(self) -> float | None:
        return self.load.score if self.load else None

    @property
    def is_comparable(self) -> bool:
        return self.words >= COMPARABLE_FROM

    def quote(self, finding: Finding) -> str:
        return self.text[finding.start : finding.end]

    def mend_first(self) -> list[Mend]:
        """At most three rules, the heaviest first."""
        rules = all_rules()
        by_rule: defaultdict[str, list[Finding]] = defaultdict(list)
        for one in self.findings:
            by_rule[one.rule].append(one)
        weights = {
            name: sum((rules[name].weight or _UNSCORED.get(name, 0.0)) * one.share for one in found)
            for name, found in by_rule.items()
        }
        order = sorted((name for name, weight in weights.items() if weight), key=lambda name: -weights[name])
        return [Mend(rules[name], len(by_rule[name]), _heaviest(by_rule[name])) for name in order[:MENDED_FIRST]]


def check(text: str, language: str = "") -> Report:
    """Every finding of a text and its score. Takes time in proportion to the text; remembers nothing of it.

    Args:
        language: fi, sv or en; when it is not told, it is guessed from the smallest words.

    Raises:
        ValueError: the language has no rules.
    """
    language = language or guess(text)
    if language not in CHECKED_LANGUAGES:
        msg = f"There are no rules for the language {language!r}."
        raise ValueError(msg)
    with_morphology = language == "fi" and morphology.is_available()
    rules = rules_for(language, with_morphology=with_morphology)
    parsed = parse(text, language)
    shown, scored = _found(parsed.sentences, language, rules)
    for name, in_text in detectors.IN_TEXTS.items():
        if name in rules:
            shown += in_text(parsed, rules[name])
    shown.sort(key=lambda one: (one.start, -one.end, one.rule))
    return Report(
        text=text,
        language=language,
        words=len(parsed.words),
        sentences=len(parsed.sentences),
        findings=tuple(shown),
        load=_heavier(parsed, scored, rules) if parsed.letters else None,
        is_whole=with_morphology or language != "fi",
    )


def _heavier(parsed: Text, scored: list[Finding], rules: dict[str, Rule]) -> Load:
    """The load of the text, or of what it would be without cuts when that weighs more."""
    told = load(parsed, scored, rules)
    whole = mended(parsed)
    if whole is parsed or not whole.letters:
        return told
    _shown, found = _found(whole.sentences, whole.language, rules)
    return max(told, load(whole, found, rules), key=lambda one: one.total)


def _found(sentences: list[Sentence], language: str, rules: dict[str, Rule]) -> tuple[list[Finding], list[Finding]]:
    """What is shown and what is scored. They differ where lines without an end mark follow each other: a reader sees
    a heading or a list, and is shown findings of its lines; the score minds no line breaks."""
    shown: list[Finding] = []
    scored: list[Finding] = []
    for sentence in sentences:
        inner = [
            one for name, find in detectors.IN_SENTENCES.items() if name in rules
            for one in find(sentence, language, rules[name])
        ]  # fmt: skip
        whole = _of_whole(sentence, language, rules)
        lines = lines_of(sentence)
        seen = whole if len(lines) == 1 else [one for line in lines for one in _of_whole(line, language, rules)]
        shown += [*inner, *seen]
        scored += [*inner, *whole]
    return shown, scored


def _of_whole(sentence: Sentence, language: str, rules: dict[str, Rule]) -> list[Finding]:
    return [
        one for name, find in detectors.LAYOUT.items() if name in rules
        for one in find(sentence, language, rules[name])
    ]  # fmt: skip


def _heaviest(found: list[Finding]) -> Finding:
    return max(found, key=lambda one: (one.share, one.end - one.start))
