"""Who is responsible now: which answers of a table fit what somebody told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

QUESTIONS: dict[str, tuple[str, ...]] = {
    "urgent": ("no", "yes"),
    "permit": ("applied", "temporary", "valid", "long", "unknown"),
    "home": ("yes", "reception", "no"),
    "age": ("child", "young", "adult"),
    "alone": ("no", "yes"),
    "situation": ("jobseeker", "home_care", "assistance", "other"),
}
"""Each question with its answers, in the order of asking.

permit: applied for protection; temporary protection; valid, at most 3 years since the first; valid for longer; none, or
nobody knows. home: a municipality is registered; lives in a reception centre; neither.
"""


@dataclass(frozen=True, slots=True)
class Answer:
    """One line of the table.

    Attributes:
        code: names its words. authority: who answers, by kind.
        when: question → the answers with which it fits.
        verified: whether the text of the sections was read.
    """

    code: str
    authority: str
    when: Mapping[str, tuple[str, ...]]
    act: str
    section: str
    verified: bool


def needed(told: Mapping[str, str]) -> str:
    """The next question that still matters, or nothing when the rest would change no answer."""
    return next((question for question in QUESTIONS if question not in told and _matters(question, told)), "")


def _matters(question: str, told: Mapping[str, str]) -> bool:
    permit, age = told.get("permit", ""), told.get("age", "")
    if question == "home":
        return permit in ("temporary", "valid", "long")
    if question == "alone":
        return age == "child" or (age == "young" and permit in ("temporary", "valid", "long"))
    if question == "situation":
        return permit in ("temporary", "valid") and told.get("home") == "yes" and age != "child"
    return True


def fitting(told: Mapping[str, str], answers: Sequence[Answer]) -> list[Answer]:
    """The answers that fit, the most particular first as the table has them; never none."""
    return [one for one in answers if all(told.get(question) in accepted for question, accepted in one.when.items())]
