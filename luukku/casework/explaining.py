"""Why a date is what it is, in short sentences: what started it, how it was counted, where that stands."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from luukku.casework.clock_words import ROLES, TRIGGERS
from luukku.casework.labels import Source, length_of, source_of_rule, title_of
from luukku.casework.law.clocks import day_rules, rule_of, rule_on
from luukku.casework.models import ClockPause, Deadline
from luukku.casework.rules.clocks import Checked, ClockRule, Kind, LengthUnit
from luukku.casework.rules.counting import Counted
from luukku.casework.rules.working_days import SATURDAY, holiday_name, is_working_day
from luukku.casework.services.deadlines import counted
from luukku.core.days import in_digits
from luukku.core.law.provisions import law_text

MOST_NAMED = 6
OF_EACH_PLAN = ("plan_in_force", "first_plan")


@dataclass(frozen=True, slots=True)
class Why:
    """One explanation.

    Attributes:
        started: what started it. counted: how it was counted, step by step. checked: whether the words were read.
        target: about a local target, or nothing. notes: what else is worth knowing.
    """

    title: str
    started: str
    counted: list[str]
    source: Source
    checked: str
    role: str
    target: str = ""
    notes: list[str] = field(default_factory=list)


def why(deadline: Deadline, pauses: list[ClockPause], today: date) -> Why:
    """The explanation of a running or finished clock, by the version of the rule with which it runs."""
    rule = rule_of(deadline.rule, deadline.rule_version)
    result = counted(deadline, pauses, today)
    return Why(
        title=title_of(rule.code),
        started=str(TRIGGERS[rule.trigger]),
        counted=_steps(rule, deadline, result),
        source=source_of_rule(rule),
        checked=checked_words(rule),
        role=str(ROLES[rule.role]),
        target=_target(rule, deadline),
        notes=_notes(rule, deadline, result, today),
    )


def checked_words(rule: ClockRule) -> str:
    """Whether and when the words of the section were read."""
    on = {"date": in_digits(rule.checked_on)}
    if rule.checked is Checked.YES:
        return _("The words of the section were read on %(date)s.") % on
    if rule.checked is Checked.OLDER_TEXT:
        return _("An older text of the section was read; whether it still holds was not checked.")
    return _("The words of the source have not been read: this is general knowledge.")


def _steps(rule: ClockRule, deadline: Deadline, result: Counted) -> list[str]:
    steps = [_length(rule, deadline)]
    if rule.unit is LengthUnit.WORKING_DAYS:
        steps += _left_out(deadline.started_on, result.ends_on)
    elif rule.unit in (LengthUnit.MONTHS, LengthUnit.YEARS) and _is_cut(rule, deadline, result):
        steps.append(_("That month has no day of the same number, so its last day counts."))
    if result.paused_days:
        steps.append(
            ngettext(
                "It was paused for %(count)d day, so the date is as much later.",
                "It was paused for %(count)d days, so the date is as much later.",
                result.paused_days,
            )
            % {"count": result.paused_days}
        )
    if deadline.added_days:
        steps.append(
            ngettext(
                "%(count)d day was added for illness, parental leave or the like, as the plan tells.",
                "%(count)d days were added for illness, parental leave or the like, as the plan tells.",
                deadline.added_days,
            )
            % {"count": deadline.added_days}
        )
    if result.has_moved:
        moved = _(
            "%(date)s is a Saturday or a holiday, so the next working day counts"
            " (%(law)s; the text of the law has not been checked)."
        )
        steps.append(moved % {"date": in_digits(result.ends_on), "law": law_text("150/1930, 5 §")})
    return steps


def _length(rule: ClockRule, deadline: Deadline) -> str:
    words = {"length": length_of(rule, deadline.length), "date": in_digits(deadline.started_on), "years": rule.length}
    if rule.kind is Kind.AGE:
        return _("Born on %(date)s: the day on which the age of %(years)d is reached.") % words
    if rule.backward:
        return _("%(length)s before %(date)s.") % words
    if not (rule.length if deadline.length is None else deadline.length):
        return _("The day itself: %(date)s.") % words
    return _("%(length)s from %(date)s. The starting day is not counted.") % words


def _left_out(first: date, last: date) -> list[str]:
    """Which holidays fell on days that would have been working days."""
    days = (first + timedelta(days=number) for number in range(1, (last - first).days + 1))
    named = [
        f"{day.day}.{day.month}. {holiday_name(day)}"
        for day in days
        if day.weekday() < SATURDAY and not is_working_day(day, day_rules())
    ]
    sentences = [_("Saturdays, Sundays and holidays are not counted.")]
    if named:
        sentences.append(_("Holidays on the way: %(days)s.") % {"days": ", ".join(named[:MOST_NAMED])})
    return sentences


def _is_cut(rule: ClockRule, deadline: Deadline, result: Counted) -> bool:
    before_more = result.ends_on - timedelta(days=result.paused_days + deadline.added_days)
    return rule.kind is not Kind.AGE and before_more.day < deadline.started_on.day


def _target(rule: ClockRule, deadline: Deadline) -> str:
    if not rule.without_delay:
        return ""
    if deadline.length is None:
        text = _("The act says “without delay” and gives no number. %(length)s is a proposed local target, not law.")
    else:
        text = _("The act says “without delay” and gives no number. %(length)s is our own local target, not law.")
    return text % {"length": length_of(rule, deadline.length)}


def _notes(rule: ClockRule, deadline: Deadline, result: Counted, today: date) -> list[str]:
    notes: list[str | Promise] = []
    if result.before_on is not None:
        free = _("%(date)s is no working day. The last working day before it is %(before)s.")
        notes.append(free % {"date": in_digits(result.due_on), "before": in_digits(result.before_on)})
    if deadline.is_paused and deadline.done_on is None:
        notes.append(_("It stands still now, so the date moves on each day."))
    if rule.trigger in OF_EACH_PLAN:
        notes.append(_("The act speaks of each client's own plan. The family plan is voluntary and gathers them."))
    newer = _newer(rule, today)
    if newer is not None:
        changed = _("The rule changed on %(date)s. This date keeps the rule with which it began.")
        notes.append(changed % {"date": in_digits(newer.valid_from)})
    return [str(one) for one in notes]


def _newer(rule: ClockRule, today: date) -> ClockRule | None:
    try:
        present = rule_on(rule.code, today)
    except LookupError:
        return None
    return present if present.version > rule.version else None
