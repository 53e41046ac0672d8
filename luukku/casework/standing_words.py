"""What changes on somebody's coming birthdays, in words, with the section behind each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from luukku.casework import policies
from luukku.casework.labels import Source
from luukku.casework.law.standing import standing_on
from luukku.casework.models import Person
from luukku.casework.rules.standing import HEARD, OF_AGE, OWN_VOICE, REPRESENTATIVE_ENDS, SUPPORT_ENDS, Coming, coming
from luukku.core.actor import Actor
from luukku.core.days import in_digits
from luukku.core.law.provisions import act_url

AHEAD = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class ComingChange:
    """One right that begins or ends on a day."""

    on: date
    text: str
    source: Source


def coming_changes(actor: Actor, people: Iterable[Person]) -> dict[UUID, list[ComingChange]]:
    """What changes within a year for each of these people; one query. The caller reads their case whole."""
    people = list(people)
    rules = standing_on(actor.day)
    oldest = max(rule.years for rule in rules)
    young = [one for one in people if one.birth_on and one.birth_on.year + oldest >= actor.day.year]
    alone = policies.came_alone([one.pk for one in young]) if young else set()
    return {
        one.pk: [
            ComingChange(change.on, _told(change), _source(change))
            for change in coming(one.birth_on, actor.day, rules, within=AHEAD, came_alone=one.pk in alone)
        ]
        for one in young
    }


def _told(change: Coming) -> str:
    words = {
        HEARD: _("Turns %(years)s on %(date)s: from then on is as a rule also heard in person."),
        OWN_VOICE: _("Turns %(years)s on %(date)s: speaks for themselves beside whoever decides for them."),
        OF_AGE: _("Turns %(years)s on %(date)s: the guardians' right ends."),
        REPRESENTATIVE_ENDS: _("Turns %(years)s on %(date)s: the representative's right ends."),
        SUPPORT_ENDS: _("Turns %(years)s on %(date)s: the support for those who came alone ends."),
    }
    return words[change.rule.code] % {"years": change.rule.years, "date": in_digits(change.on)}


def _source(change: Coming) -> Source:
    rule = change.rule
    return Source("law", f"{rule.act}, {rule.section}", act_url(rule.act), rule.verified)
