"""Who has opened a family's data, and why (703/2023, 11 §): from the trail, in words."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.utils.functional import Promise

from luukku.accounts.models import Organisation, User
from luukku.audit.models import SYSTEM_CHAIN, AuditEvent
from luukku.casework import policies
from luukku.casework.access_words import ACTIONS, PURPOSES, READING, UNTOLD, Group, Words, words_of
from luukku.casework.law.records import log_reach_on
from luukku.casework.models import Case
from luukku.casework.rules.keeping import MONTHS_IN_YEAR
from luukku.core.actor import Actor
from luukku.core.clock import helsinki_day, start_of_day
from luukku.core.days import add_months
from luukku.core.errors import ensure

ON_PAGE = 20
MOST_PRINTED = 2000


@dataclass(frozen=True, slots=True)
class LogLine:
    """One line: when, who for whom, what and why."""

    at: datetime
    name: str
    title: str
    organisation: str
    words: Words
    purpose: str | Promise
    is_refused: bool

    @property
    def is_emergency(self) -> bool:
        return self.words.group == Group.EMERGENCY or self.purpose == PURPOSES["emergency"]


def access_log(
    actor: Actor, case: Case, *, group: Group | None = None, all_years: bool = False
) -> QuerySet[AuditEvent]:
    """The lines about a case, the newest first; of the last two years unless all are asked for.

    Raises:
        PermissionDenied: the actor neither reads the case whole nor watches over data protection in its organisation.
    """
    ensure(policies.cases_with_readable_trail(actor).filter(pk=case.pk).exists())
    lines = AuditEvent.objects.about_case(case.pk).exclude(action__regex=UNTOLD).latest_first()
    if not all_years:
        lines = lines.filter(
            at__gte=start_of_day(add_months(actor.day, -log_reach_on(actor.day).years * MONTHS_IN_YEAR))
        )
    return lines if group is None else lines.filter(_in(group))


def page_of(lines: QuerySet[AuditEvent], number: str | None) -> tuple[Page[AuditEvent], list[LogLine]]:
    page = Paginator(lines, ON_PAGE).get_page(number)
    return page, in_words(list(page))


def in_words(events: list[AuditEvent]) -> list[LogLine]:
    """Names of people and organisations in two queries, however many lines."""
    users = User.objects.in_bulk({event.user_id for event in events if event.user_id})
    chains = {event.chain for event in events if event.chain != SYSTEM_CHAIN}
    organisations = Organisation.objects.in_bulk(chains)
    return [_line(event, users, organisations) for event in events]


@dataclass(slots=True)
class Times:
    """Equal lines that follow each other within a day, shown as one; the newest of them and how far back they reach."""

    line: LogLine
    since: datetime
    count: int = 1


def together(lines: list[LogLine]) -> list[Times]:
    """What one person did again and again within a day, once; each refusal stands by itself."""
    found: list[Times] = []
    for line in lines:
        if found and not line.is_refused and _what(found[-1].line) == _what(line):
            found[-1].since = line.at
            found[-1].count += 1
        else:
            found.append(Times(line, line.at))
    return found


def _what(line: LogLine) -> tuple[object, ...]:
    return helsinki_day(line.at), line.name, line.title, line.organisation, line.words, str(line.purpose)


def _line(event: AuditEvent, users: dict[UUID, User], organisations: dict[UUID, Organisation]) -> LogLine:
    user = users.get(event.user_id) if event.user_id else None
    organisation = organisations.get(event.chain)
    is_refused = event.outcome == AuditEvent.Outcome.DENIED
    return LogLine(
        at=event.at,
        name=user.name if user else "",
        title=user.title if user else "",
        organisation=organisation.name if organisation else "",
        words=ACTIONS["access.denied"] if is_refused else words_of(event.action),
        purpose="" if is_refused else PURPOSES.get(event.purpose, event.purpose),
        is_refused=is_refused,
    )


def _in(group: Group) -> Q:
    if group == Group.REFUSED:
        return Q(outcome=AuditEvent.Outcome.DENIED)
    named = Q(action__in=[action for action, words in ACTIONS.items() if words.group == group])
    unnamed = ~Q(action__in=ACTIONS)
    if group == Group.EMERGENCY:
        named |= Q(purpose="emergency")
    elif group == Group.READ:
        named |= unnamed & Q(action__regex=READING)
    elif group == Group.CHANGED:
        named |= unnamed & ~Q(action__regex=READING)
    return named & Q(outcome=AuditEvent.Outcome.ALLOWED)
