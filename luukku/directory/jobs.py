"""Jobs of the directory: what is brought in while nobody waits."""

from uuid import UUID

from procrastinate.contrib.django import app as queue

from luukku.core.actor import SystemActor
from luukku.core.outside import Forbidden
from luukku.directory import connections, fetching, policies
from luukku.directory.models import FollowedCalendar
from luukku.directory.services import calendars, imports


@queue.task(name="directory.bring_in", retry=3)
def bring_in(*, run_id: str) -> None:
    """Go on with one run; run twice, the second finds it done."""
    actor = SystemActor.now()
    run = policies.visible_runs(actor).filter(pk=UUID(run_id)).first()
    if run is None:
        return
    if run.content is not None:
        imports.carry_out(actor, run.pk, imports.file_source(run))
    elif catalogue := connections.catalogue():
        imports.carry_out(actor, run.pk, catalogue.source(None if run.is_full else run.since))


@queue.periodic(cron="47 2 * * *")
@queue.task(name="directory.follow_catalogue", queueing_lock="directory.follow_catalogue")
def follow_catalogue(timestamp: int) -> None:
    """Each night what changed in the catalogue; on Sundays all of it, so that what vanished is noticed."""
    catalogue = connections.catalogue()
    if catalogue is None:
        return
    actor = SystemActor.now()
    since = imports.changes_since(catalogue.address)
    is_full = since is None or actor.day.isoweekday() == 7
    run = imports.start_run(actor, catalogue.address, is_full=is_full, since=None if is_full else since)
    imports.carry_out(actor, run.pk, catalogue.source(None if is_full else since))


@queue.periodic(cron="17 * * * *")
@queue.task(name="directory.follow_calendars", queueing_lock="directory.follow_calendars")
def follow_calendars(timestamp: int) -> None:
    """Each hour a job for every followed calendar whose time has come."""
    calendars.plan_due(SystemActor.now())


@queue.task(name="directory.follow_calendar")
def follow_calendar(*, feed_id: str) -> None:
    """Read one followed calendar; what it tells is written, or why it could not be read."""
    actor = SystemActor.now()
    feed = policies.calendars_to_follow(actor).filter(pk=UUID(feed_id)).first()
    if feed is None:
        return
    try:
        fetched = fetching.fetch(feed.url, etag=feed.etag, last_modified=feed.last_modified)
    except Forbidden:
        calendars.note_fault(actor, feed.pk, FollowedCalendar.Fault.NOT_ALLOWED)
    except fetching.TooLargeError:
        calendars.note_fault(actor, feed.pk, FollowedCalendar.Fault.TOO_LARGE)
    except fetching.AwayError as error:
        calendars.note_fault(actor, feed.pk, FollowedCalendar.Fault.AWAY, wait=error.wait)
    else:
        calendars.take(actor, feed.pk, fetched)
