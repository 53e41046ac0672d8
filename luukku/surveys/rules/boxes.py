"""What lies in the box of a wave: answers without order, none beside another answer of the same person; used links."""

import json
from bisect import insort
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from luukku.surveys.rules.questions import Value

PADDED_TO: Final = 4096
"""Bytes. A sealed text is as long as what is in it: filled up to whole steps, its length tells of no single answer."""


@dataclass(frozen=True, slots=True)
class Contents:
    """Everything that was answered.

    Attributes:
        count: how many people answered.
        answers: by question, then by group; the values of each sorted, so that nothing tells who came when and which
            answers came together.
        texts: open answers by question; they know no group.
    """

    count: int = 0
    answers: dict[str, dict[str, list[Value]]] = field(default_factory=dict)
    texts: dict[str, list[str]] = field(default_factory=dict)


def put(contents: Contents, values: Mapping[str, Value], texts: Mapping[str, str], group: str) -> Contents:
    """The contents with one person's answers among the others."""
    answers = {question: dict(by_group) for question, by_group in contents.answers.items()}
    for question, value in values.items():
        by_group = answers.setdefault(question, {})
        by_group[group] = _with(by_group.get(group, []), value)
    written = {question: list(told) for question, told in contents.texts.items()}
    for question, text in texts.items():
        written[question] = sorted([*written.get(question, []), text])
    return Contents(contents.count + 1, answers, written)


def joined(first: Contents, second: Contents) -> Contents:
    """Two boxes in one."""
    answers = {question: dict(by_group) for question, by_group in first.answers.items()}
    for question, by_group in second.answers.items():
        for group, values in by_group.items():
            before = answers.setdefault(question, {}).get(group, [])
            answers[question][group] = _sorted([*before, *values])
    texts = {
        question: sorted([*first.texts.get(question, []), *second.texts.get(question, [])])
        for question in {*first.texts, *second.texts}
    }
    return Contents(first.count + second.count, answers, texts)


def to_text(contents: Contents) -> str:
    """For sealing. Keys are sorted: not even which question was answered first is told."""
    told = {"count": contents.count, "answers": contents.answers, "texts": contents.texts}
    return _padded(json.dumps(told, sort_keys=True, ensure_ascii=False, separators=(",", ":")))


def from_text(text: str) -> Contents:
    told: dict[str, Any] = json.loads(text)
    return Contents(told["count"], told["answers"], told["texts"])


@dataclass(frozen=True, slots=True)
class Used:
    """What has been used: each counts once.

    Attributes:
        marks: the ids of invitations.
        keys: hashes of forms' own keys.
    """

    marks: frozenset[str] = frozenset()
    keys: frozenset[str] = frozenset()

    def knows(self, mark: str, key: str) -> bool:
        """Whether one of them has been used; empty is none."""
        return mark in self.marks or key in self.keys

    def and_also(self, mark: str, key: str) -> "Used":
        return Used(self.marks | ({mark} - {""}), self.keys | ({key} - {""}))

    def to_text(self) -> str:
        """For sealing; sorted, so that nothing tells who came when."""
        return _padded(json.dumps({"marks": sorted(self.marks), "keys": sorted(self.keys)}))

    @classmethod
    def from_text(cls, text: str) -> "Used":
        told = json.loads(text)
        return cls(frozenset(told["marks"]), frozenset(told["keys"]))


def _padded(text: str) -> str:
    return text + " " * (-len(text.encode()) % PADDED_TO)


def _with(values: list[Value], value: Value) -> list[Value]:
    """One more among values that are sorted already."""
    more = list(values)
    insort(more, value, key=json.dumps)
    return more


def _sorted(values: list[Value]) -> list[Value]:
    return sorted(values, key=json.dumps)
