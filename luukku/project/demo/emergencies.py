"""Openings in an emergency in the demo, for those who look at them afterwards."""

from datetime import date, datetime, time, timedelta

from luukku.accounts.actors import actor_for
from luukku.casework.models import EmergencyAccess
from luukku.casework.services.emergency import open_in_emergency
from luukku.core.clock import HELSINKI, helsinki_day
from luukku.project.demo.region import Region, told_emergencies


def happen(region: Region, at: datetime) -> None:
    """Let somebody open what the data tells, unless that has happened already."""
    for told in told_emergencies():
        worker, organisation = region.people[told["worker"]], region.organisations[told["organisation"]]
        if EmergencyAccess.objects.filter(user=worker, organisation=organisation).exists():
            continue
        day = helsinki_day(at) - timedelta(days=told["days_ago"])
        moment = datetime.combine(day, time.fromisoformat(told["at"]), tzinfo=HELSINKI)
        actor = actor_for(worker, organisation, moment)
        if actor is not None:
            born = date.fromisoformat(told["born"])
            open_in_emergency(actor, name=told["name"], birth_on=born, reason=told["reason"])
