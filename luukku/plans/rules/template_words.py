"""The words of a template by language: which texts belong together, what is missing, stale or still a draft.

A group is a question, a section or a telling: "question.goal", "section.wishes", "telling.aims". Its state in a
language is `missing`, `stale` (the Finnish text has changed since), `draft` or `checked`.
"""

import copy
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from luukku.plans.rules.template_editing import SOURCE, Content, question_of, questions_of, sections_of

MISSING: Final = "missing"
STALE: Final = "stale"
DRAFT: Final = "draft"
CHECKED: Final = "checked"
STAFF: Final = ("fi", "sv", "en")
TEXT: Final = ""
"""The name of a group's own text; others are `help`, `option.<id>`, and for tellings `title` and `sentences`."""


@dataclass(frozen=True, slots=True)
class Group:
    """The texts of one question, section or telling in one language, and how far its translation has come."""

    code: str
    source: Mapping[str, str]
    texts: Mapping[str, str]
    state: str
    by: str = ""


def group_of(key: str) -> str:
    """The group of a text's key: of "question.goal.option.work", "question.goal"."""
    return ".".join(key.split(".")[:2])


def groups(content: Content, language: str) -> list[Group]:
    """Every group that people who speak this language hear, in the order of the interview."""
    codes: list[str] = []
    for section in sections_of(content):
        heard = [one for one in section["questions"] if one["asked_of"] != "worker" or language in STAFF]
        if heard or language in STAFF:
            codes += [f"section.{section['id']}", *[f"question.{one['id']}" for one in heard]]
    codes += [f"telling.{one['id']}" for one in content["structure"]["tellings"]]
    return [group(content, code, language) for code in codes]


def group(content: Content, code: str, language: str) -> Group:
    source, texts = texts_of(content, code, SOURCE), texts_of(content, code, language)
    noted = content["words"][language].get("states", {}).get(code, {})
    return Group(code, source, texts, _state(content, language, source, texts, noted), noted.get("by", ""))


def texts_of(content: Content, code: str, language: str) -> dict[str, str]:
    """The texts of one group by name; sentences of a telling a line each. Those that do not exist are empty."""
    words = content["words"][language]
    kind, _dot, name = code.partition(".")
    if kind == "telling":
        told = words["tellings"].get(name, {})
        return {"title": told.get("title", ""), "sentences": "\n".join(told.get("sentences", ()))}
    return {one: words["texts"].get(f"{code}.{one}" if one else code, "") for one in names_of(content, code)}


def names_of(content: Content, code: str) -> list[str]:
    """The names of a group's texts."""
    kind, _dot, name = code.partition(".")
    if kind == "telling":
        return ["title", "sentences"]
    question = question_of(content, name) if kind == "question" else None
    if question is None:
        return [TEXT]
    helps = ["help"] if question["has_help"] else []
    return [TEXT, *helps, *[f"option.{one}" for one in question.get("options", ())]]


def is_known(content: Content, code: str) -> bool:
    kind, _dot, name = code.partition(".")
    known = {
        "question": {one["id"] for one in questions_of(content)},
        "section": {one["id"] for one in sections_of(content)},
        "telling": {one["id"] for one in content["structure"]["tellings"]},
    }
    return name in known.get(kind, set())


def with_texts(content: Content, code: str, language: str, texts: Mapping[str, str], by: str) -> Content:
    """The content with new texts of one group. A changed Finnish text makes every translation of it stale."""
    changed = copy.deepcopy(dict(content))
    before = texts_of(changed, code, language)
    _write(changed, code, language, texts)
    if texts_of(changed, code, language) == before:
        return changed
    if language != SOURCE:
        _note(changed, code, language, DRAFT, by)
        return changed
    for other, words in changed["words"].items():
        if other != SOURCE and any(texts_of(changed, code, other).values()):
            words.setdefault("states", {})[code] = {"state": STALE, "by": ""}
    return changed


def checked(content: Content, code: str, language: str, by: str) -> Content:
    """The content with a translation that somebody has checked."""
    changed = copy.deepcopy(dict(content))
    _note(changed, code, language, CHECKED, by)
    return changed


def counts(content: Content, language: str) -> dict[str, int]:
    """How many groups stand in which state."""
    found: dict[str, int] = {}
    for one in groups(content, language):
        found[one.state] = found.get(one.state, 0) + 1
    return found


def is_shown(content: Content, key: str, language: str) -> bool:
    """Whether a text may be shown: what the Finnish has since left behind would say another thing."""
    noted: Mapping[str, str] = content["words"][language].get("states", {}).get(group_of(key), {})
    return noted.get("state") != STALE


def _state(
    content: Content, language: str, source: Mapping[str, str], texts: Mapping[str, str], noted: Mapping[str, str]
) -> str:
    if language == SOURCE:
        return CHECKED
    if any(source[name] and not texts.get(name) for name in source):
        return MISSING
    if noted:
        return noted["state"]
    return DRAFT if content["words"][language]["state"] == DRAFT else CHECKED


def _write(content: dict[str, Any], code: str, language: str, texts: Mapping[str, str]) -> None:
    words = content["words"][language]
    kind, _dot, name = code.partition(".")
    if kind == "telling":
        sentences = [line.strip() for line in texts["sentences"].split("\n") if line.strip()]
        words["tellings"][name] = {"title": texts["title"].strip(), "sentences": sentences}
        return
    for one, text in texts.items():
        key = f"{code}.{one}" if one else code
        if text.strip():
            words["texts"][key] = text.strip()
        else:
            words["texts"].pop(key, None)


def _note(content: dict[str, Any], code: str, language: str, state: str, by: str) -> None:
    content["words"][language].setdefault("states", {})[code] = {"state": state, "by": by}
