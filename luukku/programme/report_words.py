"""A report in words: the same sentences on the page, on paper and in the workbook."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luukku.core.days import in_digits
from luukku.core.page_language import page_language
from luukku.programme import labels
from luukku.programme.labels import Words
from luukku.programme.meeting_labels import said
from luukku.programme.models import CorrectiveAction, Embedding, Measure, Output, Responsibility
from luukku.programme.rules.progress import Standing

HOLES: Final[dict[str, Words]] = {
    "goals": gettext_lazy("Goals without a measure"),
    "duties": gettext_lazy("Duties without an owner"),
    "unlinked": gettext_lazy("Measures without a goal"),
    "outputs": gettext_lazy("Outputs without an owner"),
    "idle": gettext_lazy("Actors without a duty"),
    "proposals": gettext_lazy("Proposals that wait for a decision"),
    "remarks": gettext_lazy("Remarks that propose something"),
    "uncertain_duties": gettext_lazy("Duties that the source only asks about"),
    "incomplete": gettext_lazy("Measures that lack an owner, a date or an indicator"),
    "silent": gettext_lazy("Measures whose owner was asked and has not answered"),
    "conflicts": gettext_lazy("Matters in which the sources disagree"),
}

ASKED: Final[dict[str, Words]] = {
    "duties": gettext_lazy("Who answers from now on for “%(what)s”?"),
    "outputs": gettext_lazy("Who keeps this alive: “%(what)s”?"),
    "goals": gettext_lazy("What is done for the goal “%(what)s”, and by whom?"),
    "proposals": gettext_lazy("Is this done: “%(what)s”?"),
    "unlinked": gettext_lazy("Which goal does this serve: “%(what)s”?"),
    "idle": gettext_lazy("What does this actor take on: “%(what)s”?"),
}
"""How a board is asked to decide on a hole."""

SHARES: Final[dict[str, Words]] = {
    "done": gettext_lazy("measures done"),
    "owner": gettext_lazy("measures have an owner"),
    "date": gettext_lazy("measures have a date"),
    "indicator": gettext_lazy("measures have an indicator"),
}

HIDDEN: Final[dict[str, Words]] = {
    "protected": gettext_lazy("not shown: so few that somebody could be recognised"),
    "nothing": gettext_lazy("there was nothing to count"),
    "waiting": gettext_lazy("not published yet"),
    "later": gettext_lazy("can't be counted yet"),
}

MEASURES: Final[dict[str, Words]] = {one.value: one.label for one in Measure.State}
CORRECTIONS: Final[dict[str, Words]] = {one.value: one.label for one in CorrectiveAction.State}
LEVELS: Final[dict[str, Words]] = {str(one.value): one.label for one in Embedding.Level}
OUTPUTS: Final[dict[str, Words]] = {one.value: one.label for one in Output.Kind}
ROLES: Final[dict[str, Words]] = {one.value: one.label for one in Responsibility.Role}
STATES: Final[dict[str, dict[str, Words]]] = {"measure": MEASURES, "correction": CORRECTIONS, "step": LEVELS}

LONGEST_QUESTION: Final = 130


class Row(dict[str, Any]):
    """A kept row as pages show rows: with what its words mean in the reader's language."""

    @property
    def gloss(self) -> str:
        return gloss(self)

    @property
    def gloss_language(self) -> str:
        return gloss_language(self)


def shown(told: Any) -> Any:
    """What a report keeps, with its rows as pages show them."""
    if isinstance(told, Mapping):
        plain = {key: shown(one) for key, one in told.items()}
        return Row(plain) if "hash" in plain else plain
    return [shown(one) for one in told] if isinstance(told, list) else told


def gloss(row: Mapping[str, Any]) -> str:
    """What a row's words mean in the language of the reader; nothing when that is theirs, or nobody has told it."""
    language = page_language()
    return "" if language == "fi" else str(row.get(language) or row["en"])


def gloss_language(row: Mapping[str, Any]) -> str:
    """In which language the gloss is."""
    language = page_language()
    return language if row.get(language) else "en"


def share(told: Mapping[str, Any]) -> str:
    """A share with the two numbers it is made of: 2 / 25 (8 %)."""
    numbers = f"{told['count']} / {told['of']}"
    return numbers if told["percent"] is None else f"{numbers} ({told['percent']} %)"


def published(told: Mapping[str, Any]) -> str:
    """A published figure with its two numbers, or why there is none."""
    if told["hidden"] or told["percent"] is None:
        return said(HIDDEN, told["hidden"] or "protected")
    percent = str(told["percent"]).replace(".", "," if page_language() != "en" else ".")
    return f"{told['count']} / {told['of']} ({percent} %)"


def state(kind: str, code: str) -> str:
    return said(STATES[kind], code)


def went(one: Mapping[str, Any]) -> str:
    """From which state to which something moved."""
    now, was = state(one["kind"], one["to"]), state(one["kind"], one["from"])
    told = _("%(before)s, now %(now)s") % {"before": was, "now": now} if was else now
    return f"{one['place']}: {told}" if one["place"] else told


def stands(one: Mapping[str, Any]) -> str:
    """In which state something stands, and since when it should have moved."""
    told = state(one["kind"], one["state"])
    return _("%(state)s, promised by %(date)s") % {"state": told, "date": day(one["since"])} if one["since"] else told


def hole(kind: str) -> str:
    return said(HOLES, kind)


def standing(code: str) -> str:
    return str(labels.STANDINGS[Standing(code)])


def question(kind: str, what: str) -> str:
    """What a board could be asked to decide, in one sentence."""
    return str(ASKED[kind]) % {"what": shortened(what, LONGEST_QUESTION)}


def shortened(text: str, most: int) -> str:
    """The text, cut at a word when it is too long."""
    if len(text) <= most:
        return text
    return text[:most].rsplit(" ", 1)[0][: most - 1].rstrip(",.;: ") + "…"


def day(told: str) -> str:
    """2026-11-22 as 22.11.2026."""
    return in_digits(date.fromisoformat(told)) if told else ""


def before(kept: Mapping[str, Any]) -> str:
    """Beside what a report tells what has moved."""
    if kept["before"] is None:
        return _("This is the first report: what has begun is told.")
    told = {"number": kept["before"]["number"], "date": day(kept["before"]["day"])}
    return _("Compared with report %(number)s of %(date)s.") % told
