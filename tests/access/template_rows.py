"""The doors of an organisation's interview questions: read at work, written by who administers the organisation."""

from tests.access.cast import Cast
from tests.access.table import LEADERS, WRITERS, WRITERS_HERE, Row, posted

IN_TEMPLATE = {"pk": "template"}

ROWS: dict[str, Row] = {
    "plans:templates": Row(LEADERS | {Cast.ADMINISTRATOR: 200}),
    "plans:template-start": Row(posted(WRITERS), {"key": "template_key"}, "POST"),
    "plans:template": Row(WRITERS_HERE, {"pk": "template"}),
    "plans:template-preview": Row(WRITERS_HERE, {"pk": "template"}),
    "plans:template-publish": Row(WRITERS_HERE, {"pk": "template"}),
    "plans:template-retire": Row(posted(WRITERS_HERE), {"pk": "template_used"}, "POST"),
    "plans:template-discard": Row(posted(WRITERS_HERE), {"pk": "template"}, "POST"),
    "plans:template-section-add": Row(WRITERS_HERE, {"pk": "template"}),
    "plans:template-section-move": Row(posted(WRITERS_HERE), IN_TEMPLATE | {"code": "template_section"}, "POST"),
    "plans:template-section-remove": Row(posted(WRITERS_HERE), IN_TEMPLATE | {"code": "template_section"}, "POST"),
    "plans:template-question-add": Row(WRITERS_HERE, IN_TEMPLATE | {"section": "template_section"}),
    "plans:template-question": Row(WRITERS_HERE, IN_TEMPLATE | {"code": "template_question"}),
    "plans:template-condition": Row(WRITERS_HERE, IN_TEMPLATE | {"code": "template_question"}),
    "plans:template-question-move": Row(posted(WRITERS_HERE), IN_TEMPLATE | {"code": "template_question"}, "POST"),
    "plans:template-question-remove": Row(posted(WRITERS_HERE), IN_TEMPLATE | {"code": "template_question"}, "POST"),
    "plans:template-language": Row(WRITERS_HERE, IN_TEMPLATE | {"language": "template_language"}),
    "plans:template-text": Row(
        WRITERS_HERE, IN_TEMPLATE | {"language": "template_language", "group": "template_group"}
    ),
    "plans:template-check": Row(
        posted(WRITERS_HERE), IN_TEMPLATE | {"language": "template_language", "group": "template_group"}, "POST"
    ),
}
