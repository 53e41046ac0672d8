"""The rules as data: data/rules.toml and the word lists beside it."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal

DATA: Final = Path(__file__).parent / "data"
EXPLAINED_IN: Final = ("fi", "sv", "en")

Area = Literal["word", "sentence", "structure", "text"]


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of finding.

    Attributes:
        weight: what one finding adds to the load (scoring.py); 0 is said but not scored.
        needs_morphology: it is passed over where word forms are not known.
        limits: its numbers, by name.
        texts: by language of the explanation: title, why, how, and variants of these (how_cut).
    """

    id: str
    area: Area
    weight: float
    languages: tuple[str, ...]
    needs_morphology: bool
    limits: Mapping[str, float]
    source: str
    hard: str
    plain: str
    texts: Mapping[str, Mapping[str, str]]

    def title(self, language: str) -> str:
        return self._texts(language)["title"]

    def why(self, finding: "Finding", language: str) -> str:
        return self._told("why", finding, language)

    def how(self, finding: "Finding", language: str) -> str:
        """What to do; a variant that says only where to begin comes after the general advice."""
        return self._told("how", finding, language)

    def _told(self, key: str, finding: "Finding", language: str) -> str:
        texts = self._texts(language)
        chosen = texts.get(f"{key}_{finding.variant}", texts[key])
        if finding.variant == "cut" and key == "how":
            chosen = f"{texts['how']} {chosen}"
        return chosen.format_map({name: value.replace("\n", " ") for name, value in finding.facts.items()})

    def _texts(self, language: str) -> Mapping[str, str]:
        return self.texts.get(language, self.texts["en"])


@dataclass(frozen=True, slots=True)
class Finding:
    """One place of a text where a rule has something to say.

    Attributes:
        start, end: characters of the text. facts: what the rule's texts name. variant: which of its texts.
        share: of the rule's weight, where one place is harder than another.
    """

    rule: str
    start: int
    end: int
    facts: Mapping[str, str] = field(default_factory=dict)
    variant: str = ""
    share: float = 1.0


@cache
def all_rules() -> dict[str, Rule]:
    """Every rule by its id, in the order in which they are told."""
    return {told["id"]: _rule(told) for told in _toml("rules.toml")["rule"]}


def rules_for(language: str, *, with_morphology: bool) -> dict[str, Rule]:
    return {
        name: rule
        for name, rule in all_rules().items()
        if language in rule.languages and (with_morphology or not rule.needs_morphology)
    }


@cache
def word_list(name: str) -> dict[str, Any]:
    """A list of data/words.toml."""
    return dict(_toml("words.toml")[name])


def _rule(told: dict[str, Any]) -> Rule:
    return Rule(
        id=told["id"],
        area=told["area"],
        weight=told["weight"],
        languages=tuple(told["languages"]),
        needs_morphology=told.get("morphology", False),
        limits=told.get("limits", {}),
        source=told["source"],
        hard=told["example"]["hard"],
        plain=told["example"]["plain"],
        texts={language: told[language] for language in EXPLAINED_IN},
    )


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads((DATA / name).read_text(encoding="utf-8"))
