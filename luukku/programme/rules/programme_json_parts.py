"""The parts of a programme's JSON, each read into rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from luukku.programme.rules.rows import Kind, LeftOut, Row, Wrong

if TYPE_CHECKING:
    from luukku.programme.rules.programme_json import _Reader as Reader

OUTPUTS: Final = {"materials": "material", "trainings": "training", "models": "model", "networks": "network",
                  "other": "other"}  # fmt: skip
OF_A_PROJECT: Final = {
    "period": "period", "purpose": "purpose", "target_groups": "target_group", "promises": "promise",
    "context": "context", "law_context": "context", "funding_mark": "context",
}  # fmt: skip


def nothing(_reader: Reader, _told: Any, _place: str) -> None:
    """A part that tells how the file was made."""


def programme(reader: Reader, told: Any, place: str) -> None:
    row = reader.row(Kind.PROGRAMME, told, place)
    reader.programme = row.code if row else ""


def headings(reader: Reader, told: Any, place: str) -> None:
    for one, where in reader.items(told, place):
        reader.row(Kind.PASSAGE, one, where, kind="heading")


def meeting(reader: Reader, told: Any, place: str) -> None:
    inside = ("agenda", "decisions", "discussion_questions", "empty_headings_in_source")
    row = reader.row(Kind.MEETING, told, place, words="title_fi", skip=inside)
    if row is None:
        return
    for one, where in reader.items(told.get("agenda"), f"{place}.agenda"):
        reader.row(Kind.AGENDA, one, where, meeting=row.code)
    for one, where in reader.items(told.get("decisions"), f"{place}.decisions"):
        reader.row(Kind.DECISION, one, where, meeting=row.code)
    for key, kind in (("discussion_questions", "question"), ("empty_headings_in_source", "empty_heading")):
        for one, where in reader.items(told.get(key), f"{place}.{key}"):
            reader.row(Kind.PASSAGE, one, where, kind=kind, meeting=row.code)


def visions(reader: Reader, told: Any, place: str) -> None:
    for one, where in reader.items(told, place):
        vision(reader, one, where)


def vision(reader: Reader, told: Any, place: str) -> None:
    row = reader.row(Kind.VISION, told, place, words="event_fi", skip=("items", "sections"))
    if row is None:
        return
    for one, where in reader.items(told.get("items"), f"{place}.items"):
        reader.row(Kind.STATEMENT, one, where, vision=row.code)
    for section, where in reader.items(told.get("sections"), f"{place}.sections"):
        head = reader.row(Kind.SECTION, section, where, skip=("items",), vision=row.code)
        for one, there in reader.items(reader.inner(section, "items"), f"{where}.items"):
            reader.row(Kind.STATEMENT, one, there, vision=row.code, section=head.code if head else "")


def survey(reader: Reader, told: Any, place: str) -> None:
    """Left to the surveys: so few answered that each could read the other's answers."""
    for key in ("items", "open_answers"):
        for one, _where in reader.items(reader.inner(told, key), f"{place}.{key}"):
            reader.reading.left_out[LeftOut.SURVEY] += 1
            if isinstance(one, dict) and isinstance(one.get("id"), str):
                reader.reading.spared.add(one["id"])


def group_review(reader: Reader, told: Any, place: str) -> None:
    group, source = reader.inner(told, "id"), reader.inner(told, "src")
    for question, where in reader.items(reader.inner(told, "questions"), f"{place}.questions"):
        if not isinstance(question, dict):
            reader.fault(Wrong.WRONG_TYPE, where, expected="{…}")
            continue
        asked = reader.row(
            Kind.PASSAGE, question | {"group": group, "src": source}, where, skip=("answers",), kind="question"
        )
        for one, there in reader.items(question.get("answers"), f"{where}.answers"):
            reader.row(Kind.PASSAGE, one, there, kind="answer", parent=asked.code if asked else "")


def themes(reader: Reader, told: Any, place: str) -> None:
    inside = ("goals", "overall_goal", "result", "challenges", "measures_unlinked_to_goal")
    for theme, where in reader.items(told, place):
        row = reader.row(Kind.THEME, theme, where, skip=inside)
        if row is None:
            continue
        for key, level in (("overall_goal", "overall"), ("result", "result")):
            if theme.get(key) is not None:
                reader.row(Kind.GOAL, theme[key], f"{where}.{key}", theme=row.code, level=level)
        for one, there in reader.items(theme.get("challenges"), f"{where}.challenges"):
            reader.row(Kind.PASSAGE, one, there, kind="challenge", theme=row.code)
        for one, there in reader.items(theme.get("goals"), f"{where}.goals"):
            _goal(reader, one, there, row)
        for one, there in reader.items(theme.get("measures_unlinked_to_goal"), f"{where}.measures_unlinked_to_goal"):
            _measure(reader, one, there, row, None)


def _goal(reader: Reader, told: Any, place: str, theme: Row) -> None:
    row = reader.row(Kind.GOAL, told, place, skip=("measures", "remarks", "means"), theme=theme.code)
    if row is None:
        return
    row.fields["level"] = row.fields["level"] or "national"  # type: ignore[index]
    for one, there in reader.items(told.get("measures"), f"{place}.measures"):
        _measure(reader, one, there, theme, row)
    for key, kind in (("means", "means"), ("remarks", "remark")):
        for one, there in reader.items(told.get(key), f"{place}.{key}"):
            reader.row(Kind.PASSAGE, one, there, kind=kind, goal=row.code, theme=theme.code)


def _measure(reader: Reader, told: Any, place: str, theme: Row, goal: Row | None) -> None:
    points_on = isinstance(told, dict) and bool(told.get("refers_to"))
    goals = [goal.code] if goal else []
    reader.row(Kind.MEASURE, told, place, theme=theme.code, goals=goals, is_reference=points_on)


def embedding_plan(reader: Reader, told: Any, place: str) -> None:
    reader.row(
        Kind.PASSAGE, told, place, words="title_fi", skip=("outputs", "actors", "title_en"), kind="heading",
        text_en=str(reader.inner(told, "title_en") or ""),
    )  # fmt: skip
    groups = reader.inner(told, "outputs")
    for key in groups if isinstance(groups, dict) else ():
        for one, where in reader.items(groups[key], f"{place}.outputs.{key}"):
            reader.row(Kind.OUTPUT, one, where, kind=OUTPUTS.get(key, "other"))
    for actor, where in reader.items(reader.inner(told, "actors"), f"{place}.actors"):
        party = reader.row(Kind.PARTY, actor, where, skip=("duties",))
        if party is None:
            continue
        for one, there in reader.items(actor.get("duties"), f"{where}.duties"):
            reader.row(Kind.DUTY, one, there, parties=[party.code])


def project(reader: Reader, told: Any, place: str) -> None:
    """A project told by its purpose, goals, promises and time. The people who work in it are not kept."""
    inside = (*OF_A_PROJECT, "staff", "goals", "responds_to", "outputs")
    row = reader.row(Kind.PROGRAMME, told, place, words="name_fi", skip=inside)
    if row is None:
        return
    first, reader.programme = reader.programme, row.code
    reader.reading.left_out[LeftOut.PERSONAL] += len(list(reader.items(told.get("staff"), f"{place}.staff")))
    for one, where in reader.items(told.get("goals"), f"{place}.goals"):
        goal = reader.row(Kind.GOAL, one, where)
        if goal is not None:
            goal.fields["level"] = goal.fields["level"] or "regional"  # type: ignore[index]
    for key, kind in OF_A_PROJECT.items():
        if told.get(key) is not None:
            reader.row(Kind.PASSAGE, told[key], f"{place}.{key}", kind=kind)
    for one, where in reader.items(told.get("responds_to"), f"{place}.responds_to"):
        reader.row(Kind.PASSAGE, one, where, kind="need")
    for one, where in reader.items(told.get("outputs"), f"{place}.outputs"):
        reader.row(Kind.OUTPUT, one, where, kind="other")
    reader.programme = first


def corrections(reader: Reader, told: Any, place: str) -> None:
    for one, where in reader.items(told, place):
        reader.row(Kind.CORRECTION, one, where)


def threads(reader: Reader, told: Any, place: str) -> None:
    home, reader.programme = reader.programme, ""
    for one, where in reader.items(told, place):
        reader.row(Kind.THREAD, one, where)
    reader.programme = home


def conflicts(reader: Reader, told: Any, place: str) -> None:
    """Of what was counted out of the sources only their contradictions are kept; the rest is counted here anew."""
    if not isinstance(told, dict):
        reader.fault(Wrong.WRONG_TYPE, place, expected="{…}")
        return
    for key, value in told.items():
        if isinstance(value, str):
            row = Row(Kind.CONFLICT, f"{place}.{key}"[:40], reader.programme, f"{place}.{key}", {"text": value[:1000]})
            reader.reading.rows.append(row)


def place_sources(reader: Reader, told: dict[str, Any]) -> None:
    """The documents: each belongs to the programme that most of its lines are about."""
    meta = told["meta"]
    titles, files = meta.get("source_titles_fi"), meta.get("sources")
    if not isinstance(titles, dict) or not isinstance(files, dict):
        return
    for letter, title in titles.items():
        homes = Counter(
            row.programme for row in reader.reading.rows
            if row.programme and str(row.fields.get("source", "")).startswith(f"{letter}:")
        )  # fmt: skip
        known = {"id": letter, "fi": title, "file": reader.inner(files.get(letter), "file") or ""}
        first, reader.programme = reader.programme, homes.most_common(1)[0][0] if homes else reader.programme
        if reader.programme:
            reader.row(Kind.SOURCE, known, f"meta.sources.{letter}")
        reader.programme = first


PARTS: Final[dict[str, Callable[[Reader, Any, str], None]]] = {
    "meta": nothing,
    "programme": programme,
    "headings": headings,
    "meeting": meeting,
    "visions": visions,
    "regional_vision": vision,
    "towards_vision": vision,
    "survey": survey,
    "group_review": group_review,
    "themes": themes,
    "embedding_plan": embedding_plan,
    "kotopohde": project,
    "project": project,
    "corrective_suggestions": corrections,
    "red_threads": threads,
    "gaps": conflicts,
}
"""The keys at the top of the file. One that is not here is counted and left out."""
