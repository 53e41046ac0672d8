"""Words for what the data only codes: clocks with their next step, and where the law behind them can be read."""

from dataclasses import dataclass
from typing import Protocol

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from luukku.casework.clock_words import TITLES, UNITS
from luukku.casework.law.clocks import rule_of
from luukku.casework.models import Deadline, Meeting, Person, PointerClock
from luukku.casework.rules.clocks import ClockRule, Force
from luukku.core.clock import helsinki_day
from luukku.core.days import in_digits
from luukku.core.law.provisions import act_url, kind_of

ANNEX = "annex"


@dataclass(frozen=True, slots=True)
class ClockWords:
    """How a clock speaks.

    Attributes:
        task: what is to be done, after the family's name.
        date_line: the same among a family's coming dates.
        action: the button that leads to doing it.
    """

    task: str | Promise
    date_line: str | Promise
    action: str | Promise


CLOCKS: dict[str, ClockWords] = {
    "plan_review": ClockWords(
        _("%(family)s: look at the plan together again"), _("The plan is looked at again."), _("Review the plan")
    ),
    "assessment_start": ClockWords(
        _("%(family)s: begin the initial interview"), _("The initial interview begins."), _("Start the interview")
    ),
    "plan_after_assessment": ClockWords(
        _("%(family)s: write the plan"), _("The plan is written."), _("Write the plan")
    ),
    "guide_to_service": ClockWords(
        _("%(family)s: guide to the services agreed"), _("Guided to the services agreed."), _("Open the plan")
    ),
}
"""Clocks whose next step has a page of its own; the others lead to the page that explains their date."""


def words_of(deadline: Deadline, person: Person | None = None) -> ClockWords:
    """The words of a clock; with the person whose it is, when it is about one of the family."""
    words = CLOCKS.get(deadline.rule) or _other_words(deadline)
    if person is None:
        return words
    name = person.short_name.replace("%", "%%")
    task = str(words.task).replace("%(family)s", f"%(family)s, {name}")
    return ClockWords(task, with_name(str(words.date_line), person), words.action)


def _other_words(deadline: Deadline) -> ClockWords:
    title = str(TITLES.get(deadline.rule, _("Something is due")))
    after_colon = (title[:1].lower() + title[1:]).replace("%", "%%")
    return ClockWords(f"%(family)s: {after_colon}", f"{title}.", _("Look at the date"))


def title_of(code: str, person: Person | None = None) -> str:
    """What a rule is about, as a heading; with the person whose clock it is, when it is about one."""
    return with_name(str(TITLES.get(code, code)), person)


def with_name(words: str, person: Person | None) -> str:
    return gettext("%(name)s: %(what)s") % {"name": person.short_name, "what": words} if person else words


def length_of(rule: ClockRule, length: int | None = None) -> str:
    """How long, in words: "6 months". 0 is told as "at once" by whoever shows it."""
    number = rule.length if length is None else length
    return str(UNITS[rule.unit] % {"count": number}) if number else str(_("at once"))


@dataclass(frozen=True, slots=True)
class Source:
    """What stands behind a clock, as the component `law_reference` shows it. `kind`: law, decree, guidance or local."""

    kind: str
    section: str
    url: str
    is_verified: bool


def source_of(clock: Deadline | PointerClock) -> Source:
    """The law, guidance or local target of a clock, in the version it started with."""
    return source_of_rule(rule_of(clock.rule, clock.rule_version))


class Cited(Protocol):
    """What stands in an act, in guidance, or is our own: a clock or a retention time."""

    @property
    def force(self) -> Force: ...
    @property
    def act(self) -> str: ...
    @property
    def section(self) -> str: ...
    @property
    def verified(self) -> bool: ...


def source_of_rule(rule: Cited) -> Source:
    kind = {Force.LAW: "law", Force.GUIDANCE: "guidance"}.get(rule.force, "local")
    if kind == "law":
        kind = kind_of(rule.act)
    return Source(kind, section_of(rule), act_url(rule.act), rule.verified)


def section_of(rule: Cited) -> str:
    """Act and section; an annex is named in the language of the page."""
    if rule.section == ANNEX:
        return gettext("%(act)s, annex") % {"act": rule.act}
    return ", ".join(part for part in (rule.act, rule.section) if part)


def day_and_topic(meeting: Meeting) -> str:
    """A meeting in a list to choose from."""
    return f"{in_digits(helsinki_day(meeting.starts_at))} {meeting.topic}"
