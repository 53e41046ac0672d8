"""Jobs of search: what is rare is counted anew, rough texts are read again."""

import structlog
from procrastinate.contrib.django import app as queue

from luukku.core.actor import SystemActor
from luukku.search.services import upkeep

log = structlog.get_logger(__name__)


@queue.periodic(cron="*/5 * * * *")
@queue.task(name="search.keep_up", queueing_lock="search.keep_up")
def keep_up(timestamp: int) -> None:
    """After changes: texts that a page indexed without Voikko get their dictionary forms, and terms are counted."""
    refined = upkeep.refine_rough()
    if refined or upkeep.is_outdated():
        log.info("index_counted", documents=upkeep.recount(SystemActor.now().at), refined=refined)
