"""The programmes' doors: a shared one is read by everybody at work; its own organisation writes."""

from tests.access.cast import Cast
from tests.access.table import AT_WORK, EVERYBODY_AT_WORK, LEADERS, NOBODY, Row, posted

PROGRAMME = {"pk": "programme"}
GOAL = PROGRAMME | {"goal": "programme_goal"}
MEASURE = PROGRAMME | {"measure": "programme_measure"}
DUTY = PROGRAMME | {"duty": "programme_duty"}
PARTY = PROGRAMME | {"party": "programme_party"}
OUTPUT = PROGRAMME | {"output": "programme_output"}
MEETING = PROGRAMME | {"meeting": "programme_meeting"}
GOES_ON = PROGRAMME | {"meeting": "programme_open_meeting"}
THREAD = {"pk": "programme_thread"}
THREAD_LINK = THREAD | {"link": "programme_thread_link"}

MODEL = {"model": "programme_model"}
DRAFT = {"model": "programme_model_draft"}
INDICATOR = PROGRAMME | {"indicator": "programme_indicator"}

REPORT = PROGRAMME | {"report": "programme_report"}
PUBLIC_REPORT = PROGRAMME | {"report": "programme_public_report"}

WRITERS = LEADERS | {Cast.OTHER_MUNICIPALITY: 404}
"""Whoever works with families or leads in the organisation whose programme it is."""

COLLEAGUES = WRITERS | {Cast.COLLEAGUE: 404}
"""Those of them who did not write what is signed off."""

PUBLISHERS = NOBODY | {Cast.SUPERVISOR: AT_WORK, Cast.SUPERVISOR_OTHER_UNIT: 200}
"""Whoever leads in that organisation."""

ROWS: dict[str, Row] = {
    "programme:models": Row(EVERYBODY_AT_WORK),
    "programme:model-new": Row(LEADERS),
    "programme:packages": Row(LEADERS),
    "programme:package": Row(WRITERS, {"run": "programme_package"}),
    "programme:model": Row(EVERYBODY_AT_WORK, MODEL),
    "programme:model-earlier": Row(EVERYBODY_AT_WORK, MODEL | {"number": "programme_model_number"}),
    "programme:model-draft": Row(WRITERS, DRAFT),
    "programme:model-edit": Row(WRITERS, DRAFT),
    "programme:model-parts": Row(WRITERS, DRAFT),
    "programme:model-submit": Row(posted(WRITERS), DRAFT, "POST"),
    "programme:model-return": Row(posted(WRITERS), DRAFT, "POST"),
    "programme:model-publish": Row(posted(WRITERS), DRAFT, "POST"),
    "programme:model-begin": Row(posted(WRITERS), MODEL, "POST"),
    "programme:model-own": Row(posted(LEADERS), MODEL, "POST"),
    "programme:model-keeping": Row(WRITERS, MODEL),
    "programme:model-package": Row(LEADERS, MODEL),
    "programme:model-adopt": Row(LEADERS, MODEL),
    "programme:model-follow": Row(LEADERS, MODEL),
    "programme:adoption-sign": Row(posted(COLLEAGUES), MODEL | {"adoption": "programme_adoption"}, "POST"),
    "programme:adoption-report": Row(WRITERS, MODEL | {"adoption": "programme_adoption_signed"}),
    "programme:reports": Row(EVERYBODY_AT_WORK, PROGRAMME),
    "programme:report-new": Row(WRITERS, PROGRAMME),
    "programme:report-page": Row(WRITERS, REPORT),
    "programme:report-board": Row(EVERYBODY_AT_WORK, PUBLIC_REPORT),
    "programme:report-pdf": Row(WRITERS, REPORT),
    "programme:report-xlsx": Row(WRITERS, REPORT),
    "programme:report-json": Row(WRITERS, REPORT),
    "programme:report-publish": Row(PUBLISHERS, REPORT),
    "programme:report-withdraw": Row(posted(PUBLISHERS), PUBLIC_REPORT, "POST"),
    "programme:list": Row(EVERYBODY_AT_WORK),
    "programme:new": Row(LEADERS),
    "programme:imports": Row(LEADERS),
    "programme:paste": Row(LEADERS),
    "programme:import": Row(WRITERS, {"run": "programme_run"}),
    "programme:import-bring": Row(posted(WRITERS), {"run": "programme_run"}, "POST"),
    "programme:threads": Row(EVERYBODY_AT_WORK),
    "programme:thread-new": Row(LEADERS),
    "programme:thread": Row(EVERYBODY_AT_WORK, THREAD),
    "programme:thread-svg": Row(EVERYBODY_AT_WORK, THREAD),
    "programme:thread-pdf": Row(EVERYBODY_AT_WORK, THREAD),
    "programme:thread-csv": Row(EVERYBODY_AT_WORK, THREAD),
    "programme:thread-edit": Row(WRITERS, THREAD),
    "programme:thread-link": Row(WRITERS, THREAD),
    "programme:thread-reason": Row(WRITERS, THREAD_LINK),
    "programme:thread-link-end": Row(WRITERS, THREAD_LINK),
    "programme:gaps": Row(EVERYBODY_AT_WORK, PROGRAMME),
    "programme:goals": Row(EVERYBODY_AT_WORK, PROGRAMME),
    "programme:duties": Row(EVERYBODY_AT_WORK, PROGRAMME),
    "programme:vision": Row(EVERYBODY_AT_WORK, PROGRAMME),
    "programme:about": Row(EVERYBODY_AT_WORK, PROGRAMME),
    "programme:sources": Row(EVERYBODY_AT_WORK, PROGRAMME),
    "programme:measures-csv": Row(EVERYBODY_AT_WORK, PROGRAMME),
    "programme:meetings": Row(EVERYBODY_AT_WORK, PROGRAMME),
    "programme:meeting-new": Row(WRITERS, PROGRAMME),
    "programme:meeting": Row(WRITERS, MEETING),
    "programme:meeting-facts": Row(WRITERS, MEETING),
    "programme:meeting-prepare": Row(WRITERS, MEETING),
    "programme:meeting-people": Row(WRITERS, MEETING),
    "programme:meeting-leave-out": Row(
        posted(WRITERS), PROGRAMME | {"meeting": "programme_coming", "attendance": "programme_asked"}, "POST"
    ),
    "programme:meeting-open": Row(posted(WRITERS), MEETING, "POST"),
    "programme:meeting-hold": Row(WRITERS, GOES_ON),
    "programme:meeting-item": Row(WRITERS, GOES_ON | {"item": "programme_item"}),
    "programme:meeting-promise": Row(posted(WRITERS), GOES_ON | {"correction": "programme_promise"}, "POST"),
    "programme:meeting-close": Row(WRITERS, GOES_ON),
    "programme:meeting-pdf": Row(WRITERS, MEETING),
    "programme:meeting-addendum": Row(WRITERS, PROGRAMME | {"meeting": "programme_closed_meeting"}),
    "programme:measure": Row(EVERYBODY_AT_WORK, MEASURE),
    "programme:measure-add": Row(LEADERS, PROGRAMME),
    "programme:facts": Row(WRITERS, PROGRAMME),
    "programme:close": Row(WRITERS, PROGRAMME),
    "programme:reopen": Row(posted(WRITERS), {"pk": "programme_closed"}, "POST"),
    "programme:goal-add": Row(WRITERS, PROGRAMME),
    "programme:goal-take": Row(WRITERS, GOAL),
    "programme:measure-edit": Row(WRITERS, MEASURE),
    "programme:measure-goals": Row(WRITERS, MEASURE),
    "programme:measure-owner": Row(WRITERS, MEASURE),
    "programme:measure-move": Row(WRITERS, MEASURE),
    "programme:measure-take": Row(WRITERS, MEASURE),
    "programme:indicators": Row(EVERYBODY_AT_WORK, PROGRAMME),
    "programme:indicator": Row(EVERYBODY_AT_WORK, INDICATOR),
    "programme:indicator-csv": Row(EVERYBODY_AT_WORK, INDICATOR),
    "programme:indicator-new": Row(WRITERS, PROGRAMME),
    "programme:target": Row(WRITERS, INDICATOR),
    "programme:observe": Row(WRITERS, INDICATOR),
    "programme:bring": Row(WRITERS, INDICATOR),
    "programme:indicator-figure": Row(WRITERS, INDICATOR),
    "programme:indicator-take": Row(posted(WRITERS), INDICATOR, "POST"),
    "programme:indicator-add": Row(WRITERS, MEASURE),
    "programme:duty-owner": Row(WRITERS, DUTY),
    "programme:duty-confirm": Row(posted(WRITERS), DUTY, "POST"),
    "programme:party-duty": Row(WRITERS, PARTY),
    "programme:party-end": Row(WRITERS, PARTY),
    "programme:measure-link": Row(WRITERS, MEASURE),
    "programme:correction": Row(WRITERS, PROGRAMME | {"correction": "programme_correction"}),
    "programme:correction-done": Row(posted(WRITERS), PROGRAMME | {"correction": "programme_agreed"}, "POST"),
    "programme:correction-chain": Row(EVERYBODY_AT_WORK, {"correction": "programme_correction"}),
    "programme:finding-take": Row(posted(WRITERS), PROGRAMME | {"finding": "programme_heard"}, "POST"),
    "programme:report": Row(WRITERS, MEASURE),
    "programme:embedding": Row(EVERYBODY_AT_WORK, PROGRAMME),
    "programme:output": Row(EVERYBODY_AT_WORK, OUTPUT),
    "programme:output-step": Row(LEADERS, OUTPUT),
    "programme:output-owner": Row(WRITERS, OUTPUT),
    "programme:remark": Row(WRITERS, PROGRAMME | {"passage": "programme_remark"}),
    "programme:conflict": Row(WRITERS, PROGRAMME | {"conflict": "programme_conflict"}),
}
