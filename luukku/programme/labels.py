"""Words for what the rules and the files name by codes."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from luukku.programme.models import ThreadLink
from luukku.programme.rules.course import Course
from luukku.programme.rules.merging import What
from luukku.programme.rules.progress import Standing
from luukku.programme.rules.rows import Kind, LeftOut, Wrong
from luukku.programme.rules.threads import Stage

Words = str | Promise

LANGUAGES: Final = ("fi", "sv", "en")
"""In which minutes and reports are told; what was typed stays as it was written."""

STANDINGS: Final[dict[Standing, Words]] = {
    Standing.NO_MEASURES: _("Nothing decided yet"),
    Standing.NOT_STARTED: _("Not begun"),
    Standing.STARTED: _("Begun"),
    Standing.COMPLETED: _("Everything done"),
}

COURSES: Final[dict[Course, Words]] = {
    Course.UNSEEN: _("Not seen yet"),
    Course.NO_TARGET: _("No target"),
    Course.REACHED: _("Target reached"),
    Course.ON_COURSE: _("On the way to the target"),
    Course.BEHIND: _("Behind the target"),
}

STAGES: Final[dict[Stage, Words]] = {
    Stage.WISH: _("What we want"),
    Stage.WORK: _("What we do"),
    Stage.OWNER: _("Who answers"),
    Stage.SIGN: _("How we see it"),
    Stage.CHANGE: _("What has changed"),
}

QUESTIONS: Final[dict[Stage, Words]] = {
    Stage.WISH: _("What do we want?"),
    Stage.WORK: _("What do we do?"),
    Stage.OWNER: _("Who takes it?"),
    Stage.SIGN: _("How do we see it?"),
    Stage.CHANGE: _("What changed?"),
}

MENDS: Final[dict[Stage, Words]] = {
    Stage.OWNER: _("Name who answers"),
    Stage.SIGN: _("Add an indicator"),
}

LACKS: Final[dict[str, Words]] = {
    "owner": _("nobody answers"),
    "date": _("no date"),
    "indicator": _("no indicator"),
}

KINDS: Final[dict[Kind, Words]] = {
    Kind.PROGRAMME: _("Programmes"),
    Kind.SOURCE: _("Source documents"),
    Kind.THEME: _("Themes"),
    Kind.MEETING: _("Meetings"),
    Kind.GOAL: _("Goals"),
    Kind.VISION: _("Visions"),
    Kind.SECTION: _("Headings of visions"),
    Kind.STATEMENT: _("Vision statements"),
    Kind.MEASURE: _("Measures"),
    Kind.PASSAGE: _("Passages"),
    Kind.PARTY: _("Who takes part"),
    Kind.DUTY: _("Duties"),
    Kind.OUTPUT: _("Outputs"),
    Kind.INDICATOR: _("Indicators"),
    Kind.AGENDA: _("Items of meetings"),
    Kind.DECISION: _("Decisions"),
    Kind.CORRECTION: _("Corrective actions"),
    Kind.THREAD: _("Red threads"),
    Kind.CONFLICT: _("Contradictions"),
}

WHATS: Final[dict[What, Words]] = {
    What.NEW: _("new"),
    What.CHANGED: _("changed"),
    What.SAME: _("the same"),
    What.KEPT: _("changed here too: kept as it is here, the other telling beside it"),
}

LEFT_OUT: Final[dict[LeftOut, Words]] = {
    LeftOut.SURVEY: _(
        "answers of a survey with so few people that each could read the other's: they are not brought in"
    ),
    LeftOut.PERSONAL: _("names of people: they are not kept here"),
    LeftOut.REPEATED: _("rows that stand twice in the file and say the same"),
    LeftOut.UNKNOWN_PART: _("parts that we do not know"),
}

WRONG: Final[dict[Wrong, Words]] = {
    Wrong.NOT_JSON: _("The file is not whole JSON. Save it again where it was made."),
    Wrong.NOT_TEXT: _("The letters of the file can't be read. Save it as UTF-8 and try again."),
    Wrong.NOT_ROWS: _("The file is no table of rows and columns. Save it as CSV."),
    Wrong.UNKNOWN_SHAPE: _("We do not know this kind of file (“%(schema)s”). Its shape must be luukku-programme/1."),
    Wrong.TOO_BIG: _("The file is larger than eight megabytes. Split it."),
    Wrong.TOO_MANY: _("The file has %(rows)s rows, and %(most)s fit. Split it."),
    Wrong.EMPTY: _("There is nothing in the file that could be brought in."),
    Wrong.NO_CODE: _("This has no id. Give each thing an id of at most 40 characters."),
    Wrong.NO_TEXT: _("“%(code)s” has no text."),
    Wrong.TOO_LONG: _("This is too long (%(field)s): %(most)s characters fit."),
    Wrong.WRONG_TYPE: _("This should be %(expected)s."),
    Wrong.NOT_A_DAY: _("“%(value)s” is no day of the calendar. Write 2018-04-05."),
    Wrong.DAYS_REVERSED: _("“%(code)s” ends before it begins."),
    Wrong.TWICE: _("“%(code)s” stands here twice and says different things: %(first)s and %(second)s. Keep one."),
    Wrong.UNKNOWN_ID: _("“%(code)s” points to “%(other)s”, which is neither in the file nor here."),
    Wrong.CIRCLE: _("These lead round in a circle: %(way)s. Take one link away."),
    Wrong.FORMULA: _("A cell holds a formula (%(cell)s). Copy its value instead."),
    Wrong.UNKNOWN_KIND: _("“%(kind)s” is no kind of row that we know."),
    Wrong.NO_COLUMN: _("The table lacks the column “%(column)s”."),
    Wrong.NOT_AN_ADDRESS: _("This is no web address. Begin it with https://"),
    Wrong.FAR_DAY: _("Check the year of “%(value)s”. Years from 1900 to 2199 are read."),
    Wrong.NO_PROGRAMME: _(
        "This belongs to no programme. Tell the programme at the top of the file: its id and its name."
    ),
    Wrong.NOT_A_NUMBER: _("This is no number that can be kept. Write a number, or leave it out."),
    Wrong.TOO_DEEP: _("There are too many lists inside lists here: %(most)s levels fit."),
    Wrong.CLOSED: _("“%(name)s” is closed, so nothing is written in it. Let it go on first, on the page about it."),
}

FIELDS: Final[dict[str, Words]] = {
    "text": _("text"), "text_sv": _("in Swedish"), "text_en": _("in English"), "source": _("source"),
    "note": _("remark on the source"), "details": _("more"), "short_text": _("short name"), "region": _("region"),
    "funder": _("who pays"), "starts_on": _("begins"), "ends_on": _("ends"), "theme": _("theme"), "goals": _("goals"),
    "parent": _("part of"), "level": _("level"), "refers_to": _("says the same as"), "depends_on": _("waits for"),
    "is_tentative": _("only a proposal"), "due": _("when"), "start": _("begins"), "places": _("places"),
    "partners": _("with whom"), "sectors": _("sectors"), "owner": _("who answers"), "parties": _("who answers"),
    "items": _("what it leads through"), "kind": _("kind"), "url": _("address"), "end_scope": _("what of it ends"),
}  # fmt: skip


COLUMNS: Final[dict[str, Words]] = {
    "theme": _("Theme"),
    "goal": _("Goal"),
    "measures": _("Measures"),
    "remarks": _("Remarks"),
    "owner": _("Who answers"),
    "when": _("When"),
    "nothing": _("Leave this column out"),
}


def pasted_columns(rows: list[tuple[int, list[str]]], guesses: list[str]) -> list[dict[str, Any]]:
    """Each column of a pasted table with what it seems to mean and the first things that stand in it."""
    return [
        {
            "number": place + 1,
            "guess": guess,
            "samples": [row[place][:120] for _number, row in rows[:4] if place < len(row) and row[place]],
        }
        for place, guess in enumerate(guesses)
    ]


def fault_line(told: Mapping[str, Any]) -> str:
    """One thing that is wrong with a file, as a sentence."""
    words = WRONG.get(told["code"])
    try:
        return str(words) % dict(told["told"]) if words else str(told["code"])
    except (KeyError, ValueError):
        return str(words)


def counted(counts: Mapping[str, Mapping[str, int]]) -> list[tuple[Words, list[tuple[int, Words]]]]:
    """What happens to how many rows of each kind, in the order of kinds."""
    return [
        (
            label,
            [(counts[kind.value][what.value], words) for what, words in WHATS.items() if what in counts[kind.value]],
        )
        for kind, label in KINDS.items()
        if kind.value in counts
    ]


def left_out(told: Mapping[str, int]) -> list[tuple[int, Words]]:
    return [(count, LEFT_OUT[LeftOut(why)]) for why, count in told.items() if why in set(LeftOut)]


def changes(told: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The differences of a file with words for their codes."""
    return [
        one
        | {
            "what_words": WHATS[What(one["what"])],
            "kind_words": KINDS[Kind(one["kind"])],
            "fields": [part | {"words": FIELDS.get(part["field"], part["field"])} for part in one["fields"]],
        }
        for one in told
    ]


def lacking(codes: tuple[str, ...]) -> str:
    """What a measure lacks, in one line."""
    return ", ".join(str(LACKS[code]) for code in codes)


def reason_of(link: ThreadLink) -> str:
    """Why something belongs to a thread; of what a programme brought with it, by which words it was found."""
    if not link.is_derived:
        return link.reason
    words = ", ".join(link.reason.split("|"))
    return str(_("Found by the words: %(words)s") % {"words": words})
