"""The whole report on paper, chapter by chapter; the public part is the same without what is not public."""

from collections.abc import Iterator, Sequence

from django.utils import translation
from django.utils.translation import gettext as _

from luukku.paper.documents import Bullets, Chapter, Grid, Line, Pair, Paragraph, Report, ReportBlock
from luukku.programme import report_words as words
from luukku.programme.meeting_labels import said
from luukku.programme.paper_sides import Side, Told
from luukku.programme.report_paper import big_numbers, decisions, grid, sheet


def whole(kept: Told, seal: str, *, language: str) -> Report:
    """Everything that a report tells, or its public part."""
    with translation.override(language):
        side = Side(language)
        title = _("The whole report") if "board" in kept else _("Public report")
        return sheet(kept, seal, tuple(_chapters(kept, side)), side, title=title)


def _chapters(kept: Told, side: Side) -> Iterator[Chapter]:
    yield Chapter(side.ours(words.standing(kept["standing"])), (big_numbers(kept, side),))
    if "board" in kept:
        yield from _board(kept, side)
    yield Chapter(side.ours(_("What is missing")), tuple(_holes(kept, side)))
    yield Chapter(side.ours(_("Goals and measures")), ())
    for theme in kept["themes"]:
        yield Chapter(_theme_name(theme, side), tuple(_theme(theme, side)), is_part=True)
    yield Chapter(side.ours(_("Who does what")), (_parties(kept, side),))
    yield Chapter(side.ours(_("What lives on")), (_outputs(kept, side),))
    if kept["indicators"]:
        yield Chapter(side.ours(_("Indicators")), (_indicators(kept, side),))
    yield Chapter(side.ours(_("Vision")), ())
    for vision in kept["visions"]:
        yield Chapter(side.typed(vision["row"]["text"]), tuple(_vision(vision, side)), is_part=True)
    if "board" in kept:
        yield from _for_workers(kept, side)


def _board(kept: Told, side: Side) -> Iterator[Chapter]:
    board = kept["board"]
    opening: list[ReportBlock] = [Paragraph(side.ours(words.before(kept)))]
    if board["summary"]:
        opening.append(Paragraph(side.typed(board["summary"])))
    moved = [(*side.said(one["row"]), *side.soft(words.went(one))) for one in board["moved"]]
    still = [(*side.said(one["row"]), *side.soft(words.stands(one))) for one in board["still"]]
    yield Chapter(side.ours(_("What has moved")), (*opening, _listed(moved, side, _("Nothing has moved."))))
    yield Chapter(side.ours(_("What stands still")), (_listed(still, side, _("Nothing stands still.")),))
    yield Chapter(side.ours(_("What you are asked to decide")), decisions(kept, side), is_tinted=True)


def _listed(items: list[tuple[Line, ...]], side: Side, nothing: str) -> ReportBlock:
    return Bullets(tuple(items)) if items else Paragraph(side.ours(nothing))


def _holes(kept: Told, side: Side) -> Iterator[ReportBlock]:
    if not kept["holes"]:
        yield Paragraph(side.ours(_("Nothing is missing.")))
    for one in kept["holes"]:
        yield Paragraph(side.ours(str(one["count"])), side.ours(f"{words.hole(one['kind'])}:"))
        if one.get("rows"):
            yield Bullets(tuple(side.said(row) for row in one["rows"]))


def _theme_name(theme: Told, side: Side) -> Pair:
    if theme["row"] is None:
        return side.ours(_("Without a theme"))
    return side.typed(theme["short"] or theme["row"]["text"])


def _theme(theme: Told, side: Side) -> Iterator[ReportBlock]:
    if theme["row"] and theme["short"]:
        yield Bullets((side.said(theme["row"]),))
    if theme["above"]:
        yield Bullets(tuple(side.said(row) for row in theme["above"]))
    if theme["challenges"]:
        yield Paragraph(side.ours(""), side.ours(_("Challenges")))
        yield Bullets(tuple(side.said(row) for row in theme["challenges"]))
    if theme["goals"]:
        heads = ((_("Goal"), 1.0), (_("Measures"), 1.4), (_("To be noted"), 0.8))
        yield grid(side, heads, [_goal(one, side) for one in theme["goals"]])
    if theme["unlinked"]:
        yield Paragraph(side.ours(""), side.ours(_("Measures without a goal")))
        yield Bullets(tuple(_measure(one, side) for one in theme["unlinked"]))
    for row in theme["results"]:
        yield Paragraph(side.typed(row["text"]), side.ours(_("Result:")))


def _goal(goal: Told, side: Side) -> tuple[tuple[Line, ...], ...]:
    done = _("Done: %(share)s") % {"share": words.share(goal["done"])} if goal["done"]["of"] else ""
    told = [line for row in goal["means"] for line in side.said(row)]
    told += [line for one in goal["measures"] for line in _measure(one, side)]
    remarks = tuple(line for row in goal["remarks"] for line in side.said(row))
    return (
        (*side.said(goal["row"]), *side.soft(done)),
        tuple(told) or side.soft(_("No measure yet")),
        remarks,
    )


def _measure(one: Told, side: Side) -> tuple[Line, ...]:
    facts = [_("says the same as") if one["is_reference"] else words.state("measure", one["state"])]
    facts += [text for text in (*one["same_as"], one["due"], one["owner"]) if text]
    return (*side.said(one["row"]), *side.soft(" · ".join(facts)))


def _parties(kept: Told, side: Side) -> ReportBlock:
    rows = [
        (
            (*side.said(one["row"]), *side.soft(_ended(one))),
            tuple(line for duty in one["duties"] for line in (*side.said(duty["row"]), *side.soft(_duty(duty)))),
        )
        for one in kept["parties"]
    ]
    if not rows:
        return Paragraph(side.ours(_("Nobody has been named yet.")))
    return grid(side, ((_("Actor"), 1.0), (_("Duties"), 2.0)), rows)


def _ended(party: Told) -> str:
    if not party["ends_on"]:
        return ""
    word = _("Ended") if party["has_ended"] else _("Ends")
    told = f"{word} {words.day(party['ends_on'])}"
    return f"{told}. {_('%(name)s goes on.') % {'name': party['successor']}}" if party["successor"] else told


def _duty(duty: Told) -> str:
    told = [_("by law")] if duty["is_statutory"] else []
    told += [_("asked, not decided")] if duty["is_tentative"] else []
    return ", ".join(told)


def _outputs(kept: Told, side: Side) -> ReportBlock:
    rows = [
        (
            (*side.said(one["row"]), *side.soft(said(words.OUTPUTS, one["kind"]))),
            (Line(side.typed(one["owner"])),) if one["owner"] else side.soft(_("nobody answers")),
            tuple(
                Line(side.ours(f"{step['place']}: {words.state('step', str(step['level']))}")) for step in one["steps"]
            ),
        )
        for one in kept["outputs"]
    ]
    if not rows:
        return Paragraph(side.ours(_("No outputs have been named yet.")))
    heads = ((_("Output"), 1.3), (_("Who answers"), 0.9), (_("Municipalities"), 1.0))
    return grid(side, heads, rows)


def _indicators(kept: Told, side: Side) -> ReportBlock:
    heads = ((_("Indicator"), 1.4), (_("Newest figure"), 1.0), (_("Targets"), 0.8))
    rows = [
        (side.said(one["row"]), (Line(side.ours(_newest(one))),), _targets(one, side)) for one in kept["indicators"]
    ]
    return grid(side, heads, rows)


def _newest(one: Told) -> str:
    if one["published"]:
        return f"{words.published(one['published'])}, {words.day(one['published']['as_of'])}"
    if not one["observations"]:
        return _("Nobody has told yet.")
    last = one["observations"][-1]
    return _measured(last["value"], one["unit"], last["on"])


def _targets(one: Told, side: Side) -> tuple[Line, ...]:
    return tuple(Line(side.ours(_measured(row["value"], one["unit"], row["by"]))) for row in one["targets"])


def _measured(value: str, unit: str, on: str) -> str:
    return f"{value} {unit}".strip() + f", {words.day(on)}"


def _vision(vision: Told, side: Side) -> Iterator[ReportBlock]:
    if vision["held_on"]:
        yield Paragraph(side.ours(words.day(vision["held_on"])))
    if vision["question"]:
        yield Paragraph(side.typed(vision["question"]))
    for section in vision["sections"]:
        if section["row"]:
            yield Paragraph(side.ours(""), side.typed(section["row"]["text"]))
        if section["statements"]:
            yield Bullets(tuple(side.said(one["row"]) for one in section["statements"]))


def _for_workers(kept: Told, side: Side) -> Iterator[Chapter]:
    """What is told to whoever works with the programme alone."""
    if kept["corrections"]:
        rows = [(side.said(one["row"]), side.soft(_correction(one))) for one in kept["corrections"]]
        heads = ((_("Corrective action"), 1.6), (_("How far"), 1.0))
        yield Chapter(side.ours(_("Corrective actions")), (grid(side, heads, rows),))
    about = [side.said(one["row"]) for one in kept["passages"]["about"]]
    if about:
        yield Chapter(side.ours(_("What the source tells")), (Bullets(tuple(about)),))
    asked = kept["passages"]["questions"]
    if asked:
        yield Chapter(side.ours(_("When it was talked over")), tuple(_answers(asked, side)))
    documents = [one for one in kept["sources"] if one["rows"]]
    if documents:
        yield Chapter(side.ours(_("Sources")), ())
    for document in documents:
        yield Chapter(_document_name(document, side), (_lines(document, side),), is_part=True)


def _document_name(document: Told, side: Side) -> Pair:
    title = " ".join(one for one in (document["code"], document["title"]) if one)
    return side.typed(title) if title else side.ours(_("Without a document"))


def _lines(document: Told, side: Side) -> Grid:
    """Every line of a document that was brought in."""
    columns = ((_("Line"), 0.5), (_("Code"), 0.6), (_("Text"), 3.0), (_("Hash"), 0.8))
    lines = [
        (
            side.soft(row["source"]), side.soft(row["code"]), side.said(row), side.soft(row["hash"][:12]),
        )
        for row in document["rows"]
    ]  # fmt: skip
    return grid(side, columns, lines)


def _answers(asked: Sequence[Told], side: Side) -> Iterator[ReportBlock]:
    for one in asked:
        yield Paragraph(side.ours(""), side.typed(one["row"]["text"]))
        if one["answers"]:
            yield Bullets(tuple(side.said(row) for row in one["answers"]))


def _correction(one: Told) -> str:
    told = [words.state("correction", one["state"]), one["owner"], words.day(one["due_on"]), one["effect"]]
    return " · ".join(text for text in told if text)
