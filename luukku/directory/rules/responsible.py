"""Who is responsible now: which answers of a table fit what somebody told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

QUESTIONS: dict[str, tuple[str, ...]] = {
    "permit": ("applied", "valid", "long"),
    "age": ("child", "young", "adult"),
    "alone": ("no", "yes"),
    "situation": ("jobseeker", "home_care", "other"),
    "urgent": ("no", "yes"),
}
"""Each question with its answers. permit: applied for; valid, at most 3 years since the first; valid for longer."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One line of the table.

    Attributes:
        code: names its words. authority: who answers, by kind.
        when: question → the answers with which it fits.
    """

    code: str
    authority: str
    when: Mapping[str, tuple[str, ...]]
    act: str
    section: str
    verified: bool
    checked_on: date


def needed(told: Mapping[str, str]) -> str:
    """The next question that still matters, or nothing when the rest would change no answer."""
    for question in ("urgent", "permit", "age"):
        if question not in told:
            return question
    if told["age"] == "child" and told.get("alone") is None:
        return "alone"
    if told["age"] == "young" and told["permit"] != "applied" and told.get("alone") is None:
        return "alone"
    if told["permit"] == "valid" and told["age"] != "child" and told.get("situation") is None:
        return "situation"
    return ""


def fitting(told: Mapping[str, str], answers: Sequence[Answer]) -> list[Answer]:
    """The answers that fit, the most particular first as the table has them; never none."""
    return [one for one in answers if all(told.get(question) in accepted for question, accepted in one.when.items())]
