"""Words for what the data only codes: clocks with their next step, and where the law behind them can be read."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from luukku.casework.law.clocks import rule_of
from luukku.casework.models import Deadline, Meeting
from luukku.casework.rules.clocks import ClockRule, Force
from luukku.core.clock import helsinki_day


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
UNKNOWN = ClockWords(
    _("%(family)s: something is due"), pgettext_lazy("among coming dates", "Due"), _("Open the family")
)


def words_of(deadline: Deadline) -> ClockWords:
    return CLOCKS.get(deadline.rule, UNKNOWN)


@dataclass(frozen=True, slots=True)
class Source:
    """What stands behind a clock, as the component `law_reference` shows it. `kind`: law, guidance or local."""

    kind: str
    section: str
    url: str
    is_verified: bool


def source_of(deadline: Deadline) -> Source:
    """The law, guidance or local target of a clock, in the version it started with."""
    rule = rule_of(deadline.rule, deadline.rule_version)
    kind = {Force.LAW: "law", Force.GUIDANCE: "guidance"}.get(rule.force, "local")
    return Source(kind, f"{rule.act}, {rule.section}", law_url(rule), rule.verified)


def law_url(rule: ClockRule) -> str:
    """Where the act can be read, in Swedish when the page is in Swedish."""
    number, _slash, year = rule.act.partition("/")
    language, folder = ("sv", "lagstiftning") if (get_language() or "").startswith("sv") else ("fi", "lainsaadanto")
    return f"https://www.finlex.fi/{language}/{folder}/{year}/{number}"


def day_and_topic(meeting: Meeting) -> str:
    """A meeting in a list to choose from."""
    day = helsinki_day(meeting.starts_at)
    return f"{day.day}.{day.month}.{day.year} {meeting.topic}"
