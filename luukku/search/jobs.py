"""Jobs of search: the field's words are taken in, what is rare is counted anew, rough texts are read again."""

import structlog
from procrastinate.contrib.django import app as queue

from luukku.core.actor import SystemActor
from luukku.search.services import upkeep, words

log = structlog.get_logger(__name__)


@queue.periodic(cron="*/5 * * * *")
@queue.task(name="search.keep_up", queueing_lock="search.keep_up")
def keep_up(timestamp: int) -> None:
    """After changes: new words of the field come in, rough texts get their dictionary forms, and terms are counted."""
    actor = SystemActor.now()
    taken_in = words.take_in(actor) if words.are_outdated() else 0
    refined = upkeep.refine_rough()
    if taken_in or refined or upkeep.is_outdated():
        log.info("index_counted", documents=upkeep.recount(actor.at), refined=refined, words=taken_in)
