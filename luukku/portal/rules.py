"""What the public site works out: which language to show, which door leads to which theme, when an answer is due."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

ANSWER_DAYS: Final = 14
"""Within so many days feedback on accessibility is answered. Source: 306/2019, 10 §."""

THEMES: Final[dict[str, frozenset[str]]] = {
    "moved": frozenset({"plan", "meeting_places", "encounter"}),
    "housing": frozenset({"housing"}),
    "child": frozenset({"early", "schooling", "home_care", "parenthood", "child_rights", "divorce"}),
    "health": frozenset({"health", "trauma"}),
    "language": frozenset({"language", "interpreting"}),
    "work": frozenset({"work"}),
    "safety": frozenset({"safety", "trauma"}),
    "rights": frozenset({"discrimination", "racism", "child_rights"}),
}
"""Which themes of the toolkit stand behind each door of the front page. Source: our own choice."""

_STAND_INS: Final = ("fi", "en", "sv")


def shown_language(asked: str, available: Iterable[str]) -> str:
    """The language in which something is shown to somebody who asked for another; plain Finnish before the rest.

    Raises:
        ValueError: there is no language at all.
    """
    there = sorted(set(available))
    if not there:
        msg = "Something that is shown exists in some language."
        raise ValueError(msg)
    return next((one for one in (asked, *_STAND_INS) if one in there), there[0])


def needs_of(themes: Iterable[str]) -> list[str]:
    """The doors behind which something with these themes is found."""
    told = set(themes)
    return [need for need, behind in THEMES.items() if told & behind]


def answer_due(received_on: date) -> date:
    """The last day on which feedback on accessibility is answered in time. Source: 306/2019, 10 §."""
    return received_on + timedelta(days=ANSWER_DAYS)
