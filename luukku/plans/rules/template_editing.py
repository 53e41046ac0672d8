"""Editing an organisation's own interview questions: what may be changed, and what the decree holds in place.

A template's content is the value of `InterviewTemplate.content`: `structure` and `words` by language. Functions here
take such a value and give back a changed copy; the one given stays as it is.
"""

import copy
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

Content = Mapping[str, Any]

SOURCE: Final = "fi"
"""The language in which questions are written first, in plain Finnish."""

KINDS: Final = ("text", "yes_no", "choice", "multichoice", "date")
WITH_OPTIONS: Final = ("choice", "multichoice")
CHOSEN: Final = ("choice", "multichoice", "yes_no", "language_level")
"""Kinds whose answers a condition can look at."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What keeps a draft from being published: a code, and the question, section or telling it is about."""

    code: str
    about: str


def sections_of(content: Content) -> list[dict[str, Any]]:
    sections: list[dict[str, Any]] = content["structure"]["sections"]
    return sections


def questions_of(content: Content) -> Iterator[dict[str, Any]]:
    for section in sections_of(content):
        yield from section["questions"]


def question_of(content: Content, code: str) -> dict[str, Any] | None:
    return next((one for one in questions_of(content) if one["id"] == code), None)


def section_of(content: Content, code: str) -> dict[str, Any] | None:
    return next((one for one in sections_of(content) if one["id"] == code), None)


def is_demanded(told: Mapping[str, Any]) -> bool:
    """Whether law asks for this question or telling, so that it can be reworded but never left out."""
    return bool(told["covers"])


def demanding_sections(told: Mapping[str, Any]) -> tuple[str, ...]:
    """The sections of law behind a question or telling, such as "869/2024, 2 §", each once."""
    found = (cover.partition(":") for cover in told["covers"])
    return tuple(dict.fromkeys(f"{act}, {place.partition('-')[0]} §" for act, _colon, place in found))


def earlier_choices(content: Content, code: str) -> list[dict[str, Any]]:
    """The questions before this one whose answer its condition could look at."""
    earlier: list[dict[str, Any]] = []
    for one in questions_of(content):
        if one["id"] == code:
            break
        if one["kind"] in CHOSEN:
            earlier.append(one)
    return earlier


def answers_of(content: Content, question: Mapping[str, Any]) -> tuple[str, ...]:
    """The ids of a question's possible answers; nothing for a text or a day."""
    if question["kind"] == "yes_no":
        return tuple(content["structure"]["yes_no"])
    if question["kind"] == "language_level":
        return tuple(content["structure"]["levels"])
    return tuple(question.get("options", ()))


def with_question(content: Content, section: str, question: Mapping[str, Any]) -> Content:
    """The content with a question at the end of a section."""
    changed = copy.deepcopy(dict(content))
    for one in sections_of(changed):
        if one["id"] == section:
            one["questions"].append(dict(question))
    return changed


def with_changes(content: Content, code: str, changes: Mapping[str, Any]) -> Content:
    """The content with other values in one question; a value of None takes the key away."""
    changed = copy.deepcopy(dict(content))
    question = question_of(changed, code)
    if question is not None:
        for name, value in changes.items():
            if value is None:
                question.pop(name, None)
            else:
                question[name] = value
    return changed


def without_question(content: Content, code: str) -> Content:
    """The content without a question and its words; conditions that looked at it are taken away too."""
    changed = copy.deepcopy(dict(content))
    for section in sections_of(changed):
        section["questions"] = [one for one in section["questions"] if one["id"] != code]
        for one in section["questions"]:
            if one.get("condition", {}).get("question") == code:
                del one["condition"]
    return _without_words(changed, f"question.{code}")


def moved_question(content: Content, code: str, step: int) -> Content:
    """The content with a question one place up (-1) or down (+1); past a section's end it goes into the next one."""
    changed = copy.deepcopy(dict(content))
    sections = sections_of(changed)
    place = next(
        ((s, q) for s, one in enumerate(sections) for q, two in enumerate(one["questions"]) if two["id"] == code), None
    )
    if place is None:
        return changed
    number, index = place
    here = sections[number]["questions"]
    if 0 <= index + step < len(here):
        here.insert(index + step, here.pop(index))
    elif 0 <= number + step < len(sections):
        there = sections[number + step]["questions"]
        there.insert(len(there) if step < 0 else 0, here.pop(index))
    return changed


def with_section(content: Content, code: str, pictogram: str) -> Content:
    """The content with an empty section before the last one, where the worker concludes."""
    changed = copy.deepcopy(dict(content))
    sections = sections_of(changed)
    made = {"id": code, "pictogram": pictogram, "needs_county": False, "own": True, "questions": []}
    sections.insert(max(0, len(sections) - 1), made)
    return changed


def without_section(content: Content, code: str) -> Content:
    changed = copy.deepcopy(dict(content))
    changed["structure"]["sections"] = [one for one in sections_of(changed) if one["id"] != code]
    return _without_words(changed, f"section.{code}")


def moved_section(content: Content, code: str, step: int) -> Content:
    changed = copy.deepcopy(dict(content))
    sections = sections_of(changed)
    index = next((number for number, one in enumerate(sections) if one["id"] == code), None)
    if index is not None and 0 <= index + step < len(sections):
        sections.insert(index + step, sections.pop(index))
    return changed


def breaks_conditions(content: Content) -> list[str]:
    """Questions whose condition looks at nothing: the other question is gone, comes later, or lost the answer."""
    broken: list[str] = []
    seen: dict[str, tuple[str, ...]] = {}
    for question in questions_of(content):
        condition = question.get("condition")
        if condition is not None:
            options = seen.get(condition["question"], ())
            if not condition["answers"] or not set(condition["answers"]) <= set(options):
                broken.append(question["id"])
        seen[question["id"]] = answers_of(content, question)
    return broken


def problems(content: Content, demanded: Content) -> list[Problem]:
    """What keeps a draft from being published.

    Args:
        demanded: the product's own newest content: whatever law asks for there must be in the draft.
    """
    texts = content["words"][SOURCE]["texts"]
    found = [Problem("condition", code) for code in breaks_conditions(content)]
    here = {cover for one in _bound(content) for cover in one["covers"]}
    found += [Problem("demanded", one["id"]) for one in _bound(demanded) if not set(one["covers"]) <= here]
    for question in questions_of(content):
        key = f"question.{question['id']}"
        options = question.get("options", ())
        if not texts.get(key) or any(not texts.get(f"{key}.option.{one}") for one in options):
            found.append(Problem("unworded", question["id"]))
        if question["kind"] in WITH_OPTIONS and len(options) < 2:
            found.append(Problem("options", question["id"]))
        if question.get("condition") and is_demanded(question) and not question.get("ships_condition"):
            found.append(Problem("conditional", question["id"]))
    found += [Problem("empty", one["id"]) for one in sections_of(content) if not one["questions"]]
    return found


def _bound(content: Content) -> list[Mapping[str, Any]]:
    told: Sequence[Mapping[str, Any]] = [*questions_of(content), *content["structure"]["tellings"]]
    return [one for one in told if is_demanded(one)]


def _without_words(content: dict[str, Any], prefix: str) -> Content:
    for told in content["words"].values():
        told["texts"] = {
            key: text for key, text in told["texts"].items() if key != prefix and not key.startswith(f"{prefix}.")
        }
        told.get("states", {}).pop(prefix, None)
    return content
