"""The service directory's doors: facts for everybody at work; workers write, administrators bring in."""

from tests.access.cast import Cast
from tests.access.table import ADMINISTRATORS, EVERYBODY_AT_WORK, LEADERS, Row, posted

WRITERS = LEADERS | {Cast.ADMINISTRATOR: 200}
"""Everybody who meets families, and administrators: they know the groups of their town."""

KEEPERS = WRITERS | {Cast.OTHER_MUNICIPALITY: 404}
"""The same people, only in the organisation that keeps the entry up."""

OWN, PLACE, GROUP = {"pk": "own_service"}, {"pk": "own_channel"}, {"pk": "activity"}

ROWS: dict[str, Row] = {
    "directory:services": Row(EVERYBODY_AT_WORK),
    "directory:service": Row(EVERYBODY_AT_WORK, {"pk": "service"}),
    "directory:service-add": Row(WRITERS),
    "directory:service-edit": Row(KEEPERS, OWN),
    "directory:service-facts": Row(KEEPERS, OWN),
    "directory:service-ways": Row(KEEPERS, OWN),
    "directory:way-end": Row(posted(KEEPERS), OWN | {"connection": "own_way"}, "POST"),
    "directory:channel": Row(EVERYBODY_AT_WORK, PLACE),
    "directory:channel-add": Row(WRITERS, {"kind": "channel_kind"}),
    "directory:channel-edit": Row(KEEPERS, PLACE),
    "directory:words": Row(WRITERS, {"kind": "services_kind", "pk": "service", "language": "words_language"}),
    "directory:archive": Row(posted(KEEPERS), OWN | {"kind": "services_kind"}, "POST"),
    "directory:return": Row(posted(KEEPERS), {"pk": "archived_service", "kind": "services_kind"}, "POST"),
    "directory:hours": Row(KEEPERS, PLACE | {"kind": "channels_kind"}),
    "directory:exception-add": Row(KEEPERS, PLACE | {"kind": "channels_kind"}),
    "directory:exception-remove": Row(
        posted(KEEPERS), PLACE | {"kind": "channels_kind", "line": "own_exception"}, "POST"
    ),
    "directory:places": Row(EVERYBODY_AT_WORK),
    "directory:responsible": Row(EVERYBODY_AT_WORK),
    "directory:activities": Row(EVERYBODY_AT_WORK),
    "directory:activity-add": Row(WRITERS),
    "directory:calendar-bring": Row(WRITERS),
    "directory:calendars": Row(EVERYBODY_AT_WORK),
    "directory:calendar-fetch": Row(posted(KEEPERS), {"pk": "own_calendar"}, "POST"),
    "directory:calendar-end": Row(posted(KEEPERS), {"pk": "own_calendar"}, "POST"),
    "directory:activity": Row(EVERYBODY_AT_WORK, GROUP),
    "directory:activity-edit": Row(KEEPERS, GROUP),
    "directory:counselling-add": Row(WRITERS),
    "directory:counselling-edit": Row(KEEPERS, {"pk": "counselling"}),
    "directory:waiting": Row(WRITERS),
    "directory:waiting-decide": Row(posted(KEEPERS), {"kind": "waiting_kind", "pk": "waiting_place"}, "POST"),
    "directory:imports": Row(ADMINISTRATORS),
    "directory:import": Row(ADMINISTRATORS, {"pk": "directory_run"}),
    "directory:import-take-up": Row(posted(ADMINISTRATORS), {"pk": "directory_run"}, "POST"),
}
