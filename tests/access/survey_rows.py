"""The surveys' doors: an organisation asks its own; answering needs no door; criteria are the region's."""

from tests.access.cast import Cast
from tests.access.table import AT_WORK, EVERYBODY_AT_WORK, LEADERS, NOBODY, Row, posted
from tests.access.toolkit_rows import WRITERS

INSTRUMENT = {"pk": "survey"}
VERSION = {"pk": "survey_version"}
QUESTION = {"pk": "survey_question"}
DRAFT, OPEN, CLOSED, PUBLISHED = ({"pk": f"survey_{state}"} for state in ("draft", "open", "closed", "published"))
OWN_WORDS = PUBLISHED | {"answer": "survey_own_words"}
LOOK = {"pk": "assessment"}
CRITERION = LOOK | {"key": "criterion_key"}

ANALYST = NOBODY | {Cast.COLLEAGUE: 200}
"""Who was named before anybody answered; no role opens this door."""

HERE = EVERYBODY_AT_WORK | {Cast.OTHER_MUNICIPALITY: 404}
"""Everybody at work in the organisation that asked."""

PEERS = NOBODY | {Cast.EMERGENCY_OPENER: 200, Cast.SUPERVISOR_OTHER_UNIT: 200, Cast.OTHER_MUNICIPALITY: 200}
"""Who works in another unit or organisation than the centre that looked at itself."""

OF_THE_CENTRE = WRITERS | {Cast.EMERGENCY_OPENER: 404, Cast.SUPERVISOR_OTHER_UNIT: 404}
"""Who works in the centre that looks at itself."""

ROWS: dict[str, Row] = {
    "surveys:waves": Row(EVERYBODY_AT_WORK),
    "surveys:instruments": Row(LEADERS),
    "surveys:instrument-new": Row(LEADERS),
    "surveys:instrument": Row(WRITERS, INSTRUMENT),
    "surveys:instrument-copy": Row(posted(WRITERS), INSTRUMENT, "POST"),
    "surveys:version-start": Row(posted(WRITERS), INSTRUMENT, "POST"),
    "surveys:trend": Row(WRITERS, INSTRUMENT),
    "surveys:comparable": Row(NOBODY, INSTRUMENT | {"older": "survey_wording", "newer": "survey_wording"}),  # one alone
    "surveys:wave-new": Row(WRITERS, INSTRUMENT),
    "surveys:question-new": Row(WRITERS, VERSION),
    "surveys:words": Row(WRITERS, VERSION | {"language": "survey_language"}),
    "surveys:question": Row(WRITERS, QUESTION),
    "surveys:question-remove": Row(posted(WRITERS), QUESTION, "POST"),
    "surveys:question-move": Row(posted(WRITERS), QUESTION, "POST"),
    "surveys:wave": Row(WRITERS, OPEN),
    "surveys:wave-edit": Row(WRITERS, DRAFT),
    "surveys:wave-remove": Row(posted(WRITERS), DRAFT, "POST"),
    "surveys:wave-invite": Row(WRITERS, DRAFT),
    "surveys:wave-open": Row(posted(WRITERS), DRAFT, "POST"),
    "surveys:wave-remind": Row(posted(WRITERS, by=422), OPEN, "POST"),
    "surveys:wave-close": Row(posted(WRITERS), OPEN, "POST"),
    "surveys:wave-publish": Row(posted(WRITERS), CLOSED, "POST"),
    "surveys:wave-paper": Row(WRITERS, OPEN),
    "surveys:wave-qr": Row(WRITERS, OPEN),
    "surveys:results": Row(HERE, PUBLISHED),
    "surveys:results-csv": Row(HERE, PUBLISHED),
    "surveys:results-json": Row(HERE, PUBLISHED),
    "surveys:results-pdf": Row(HERE, PUBLISHED),
    "surveys:own-words": Row(ANALYST, PUBLISHED),
    "surveys:own-words-decide": Row(ANALYST, OWN_WORDS),
    "surveys:discussion": Row(WRITERS, PUBLISHED),
    "surveys:finding-new": Row(WRITERS, PUBLISHED),
    "surveys:tell-back": Row(posted(WRITERS), PUBLISHED, "POST"),
    "surveys:finding": Row(WRITERS, {"pk": "survey_finding"}),
    "surveys:finding-words": Row(WRITERS, {"pk": "survey_finding", "language": "survey_language"}),
    "surveys:criteria": Row(EVERYBODY_AT_WORK),
    "surveys:criteria-csv": Row(EVERYBODY_AT_WORK),
    "surveys:criteria-set": Row(EVERYBODY_AT_WORK, {"pk": "criteria_set"}),
    "surveys:assessment-new": Row(LEADERS),
    "surveys:assessment": Row(WRITERS, LOOK),
    "surveys:criterion": Row(OF_THE_CENTRE, CRITERION),
    "surveys:evidence-add": Row(OF_THE_CENTRE, CRITERION),
    "surveys:evidence-remove": Row(posted(OF_THE_CENTRE), {"pk": "criterion_evidence"}, "POST"),
    "surveys:assessment-send": Row(posted(OF_THE_CENTRE, by=422), LOOK, "POST"),
    "surveys:assessment-review": Row(PEERS, {"pk": "assessment_sent"}),
    "surveys:assessment-confirm": Row(
        posted(NOBODY | {Cast.SUPERVISOR: AT_WORK}), {"pk": "assessment_reviewed"}, "POST"
    ),
}
