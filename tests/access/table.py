"""Who gets what answer at which door. Every address has a row; a row's people are told by its kind of right.

404 is the answer to whoever has no right: a stranger's record does not exist. 302 leads to the sign-in page.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.access.cast import Cast, Over

WHILE_RELATED = Over(before=404, during=200, after=404)
AT_WORK = Over(before=404, during=200, after=404)  # the supervisor's role begins and ends with the relation here

NOBODY: dict[Cast, int | Over] = dict.fromkeys(Cast, 404) | {Cast.ANONYMOUS: 302}
"""The answers on which every row is built: nobody, and to sign-in whoever is not signed in."""

ANSWERING = NOBODY | {Cast.RESPONSIBLE_WORKER: WHILE_RELATED, Cast.SUBSTITUTE: WHILE_RELATED}
"""Only who answers for the family today, or stands in for them."""

WHOLE = ANSWERING | {Cast.SUPERVISOR: AT_WORK, Cast.EMERGENCY_OPENER: WHILE_RELATED}
"""Who reads the case whole: who answers for it, who supervises the unit, who opened it in an emergency."""

NOTING = ANSWERING | {Cast.HELPER: WHILE_RELATED, Cast.EMERGENCY_OPENER: WHILE_RELATED}
"""Who writes notes: who answers, who helps, and who opened the case in an emergency."""
ANSWERABLE = ANSWERING | {Cast.SUPERVISOR: AT_WORK}
"""Who answers what the family asks: who answers for it, and the unit's supervisor."""

HOLDING = NOBODY | {Cast.SUPERVISOR: AT_WORK, Cast.DATA_PROTECTION: 200}
"""Who may stop the removal of a family's data."""

VISIBLE = WHOLE | {Cast.HELPER: WHILE_RELATED}
"""Those, and helpers in what they were granted."""

WORKERS = NOBODY | {
    Cast.RESPONSIBLE_WORKER: 200,
    Cast.SUBSTITUTE: 200,
    Cast.HELPER: 200,
    Cast.EMERGENCY_OPENER: 200,
    Cast.COLLEAGUE: 200,
    Cast.OTHER_MUNICIPALITY: 200,
}
"""Every worker with families, at their own workplace; what they see there is their own."""

LEADERS = WORKERS | {Cast.SUPERVISOR: AT_WORK, Cast.SUPERVISOR_OTHER_UNIT: 200}

EVERYBODY_AT_WORK = LEADERS | {Cast.ADMINISTRATOR: 200, Cast.DATA_PROTECTION: 200}

REVIEWERS = NOBODY | {
    Cast.SUPERVISOR: AT_WORK,
    Cast.SUPERVISOR_OTHER_UNIT: 200,
    Cast.OTHER_MUNICIPALITY: 200,
    Cast.DATA_PROTECTION: 200,
}
"""Whoever reviews emergency openings, each those of their own organisation."""

SUPERVISORS = NOBODY | {
    Cast.SUPERVISOR: AT_WORK,
    Cast.SUPERVISOR_OTHER_UNIT: 200,
    Cast.OTHER_MUNICIPALITY: 200,
}
"""Whoever leads workers, each those of their own units."""

LEADING = NOBODY | {Cast.SUPERVISOR: AT_WORK}
"""Only who leads the unit of the worker in question."""

BRINGER = NOBODY | {Cast.COLLEAGUE: 200}
"""Who brought the scene's file: somebody without a relation to the family."""

ADMINISTRATORS = NOBODY | {Cast.ADMINISTRATOR: 200}


WRITERS_HERE = ADMINISTRATORS
"""Who writes this organisation's interview questions; leaders of other organisations write their own only."""

WRITERS = NOBODY | {Cast.ADMINISTRATOR: 200, Cast.OTHER_MUNICIPALITY: 200}
"""Whoever leads or administers the whole of an organisation, each in their own."""


@dataclass(frozen=True, slots=True)
class Row:
    """One door inside a workplace.

    Attributes:
        answers: by cast.
        of: which id of the scene stands in which keyword of the address.
        method: how the door is tried; POST where it takes nothing else.
    """

    answers: Mapping[Cast, int | Over]
    of: Mapping[str, str] = field(default_factory=dict)
    method: str = "GET"


CASE = {"pk": "case"}
IN_CASE = {"case": "case"}
DEADLINE = IN_CASE | {"deadline": "deadline"}
PERSON = {"case": "case", "person": "person"}
DOCUMENT = {"case": "case", "document": "document"}


def posted(answers: Mapping[Cast, int | Over], by: int = 302, before: int = 404) -> dict[Cast, int | Over]:
    """The same people, where they are answered `by` instead of a page: what was sent is done, or is not enough."""
    return {
        cast: Over(before, by, 404) if isinstance(told, Over) else by if told == 200 else told
        for cast, told in answers.items()
    }


WORK: dict[str, Row] = {
    # desk
    "desk:my-day": Row(LEADERS | {Cast.ADMINISTRATOR: 302, Cast.DATA_PROTECTION: 302}),
    "desk:families": Row(LEADERS),
    "desk:clocks": Row(
        NOBODY | {Cast.SUPERVISOR: AT_WORK, Cast.SUPERVISOR_OTHER_UNIT: 200, Cast.OTHER_MUNICIPALITY: 200}
    ),
    "desk:search": Row(LEADERS),
    "desk:find": Row(EVERYBODY_AT_WORK),
    "desk:suggestions": Row(EVERYBODY_AT_WORK),
    "desk:word": Row(EVERYBODY_AT_WORK, {"slug": "word"}),
    "desk:family": Row(VISIBLE, CASE),
    # the family and its people
    "casework:register": Row(posted(WORKERS)),
    "casework:family-edit": Row(ANSWERING, IN_CASE),
    "casework:person-add": Row(ANSWERING, IN_CASE),
    "casework:person-join": Row(ANSWERING, IN_CASE),
    "casework:person": Row(WHOLE, PERSON),
    "casework:person-edit": Row(ANSWERING, PERSON),
    "casework:fact-add": Row(ANSWERING, PERSON | {"kind": "fact_kind"}),
    "casework:fact": Row(ANSWERING, PERSON | {"kind": "fact_kind", "row": "fact"}),
    "casework:identifier": Row(WHOLE, PERSON | {"row": "identifier"}, "POST"),
    "casework:address": Row(WHOLE, PERSON),
    "casework:address-edit": Row(ANSWERING, PERSON),
    "casework:protection-start": Row(ANSWERING, PERSON),
    "casework:protection-end": Row(ANSWERING, PERSON | {"protection": "protection"}),
    "casework:protection-renew": Row(ANSWERING, PERSON | {"protection": "past_protection"}),
    "casework:family-history": Row(WHOLE, IN_CASE),
    "casework:member-return": Row(ANSWERING, IN_CASE | {"membership": "former"}),
    "casework:member-residence": Row(ANSWERING, IN_CASE | {"membership": "family_membership"}),
    "casework:child-born": Row(ANSWERING, IN_CASE),
    "casework:person-died": Row(ANSWERING, PERSON),
    "casework:death-withdraw": Row(posted(ANSWERING), {"case": "case", "person": "late"}, "POST"),
    "casework:expected-add": Row(ANSWERING, IN_CASE),
    "casework:expected-arrived": Row(ANSWERING, IN_CASE | {"expected": "expected"}),
    "casework:expected-month": Row(ANSWERING, IN_CASE | {"expected": "expected"}),
    "casework:expected-give-up": Row(posted(ANSWERING), IN_CASE | {"expected": "expected"}, "POST"),
    "casework:guardian-outside": Row(ANSWERING, {"case": "case", "person": "child"}),
    "casework:guardian-verify": Row(ANSWERING, IN_CASE | {"guardian": "guardian"}),
    "casework:county-care-add": Row(ANSWERING, {"case": "case", "person": "child"}),
    "casework:county-care-end": Row(ANSWERING, {"case": "case", "person": "child", "care": "care"}),
    "casework:person-same": Row(ANSWERING, PERSON),
    "casework:person-merge": Row(ANSWERING, {"case": "case", "person": "child", "other": "person"}),
    "casework:merge-undo": Row(ANSWERING, IN_CASE | {"merge": "merge"}),
    "casework:inquiry-ask": Row(posted(ANSWERING), IN_CASE, "POST"),
    "casework:inquiry-read": Row(posted(ANSWERING), IN_CASE, "POST"),
    "casework:inquiry": Row(ANSWERING, IN_CASE | {"inquiry": "inquiry"}),
    "casework:guardian-add": Row(ANSWERING, {"case": "case", "person": "child"}),
    "casework:guardian": Row(ANSWERING, IN_CASE | {"guardian": "guardian"}),
    "casework:guardian-bar": Row(posted(ANSWERING), IN_CASE | {"guardian": "guardian"}, "POST"),
    "casework:member-leave": Row(ANSWERING, IN_CASE | {"membership": "family_membership"}),
    # documents: a helper comes only with the section and the mark of each document
    "casework:documents": Row(WHOLE, IN_CASE),
    "casework:document-add": Row(ANSWERING, IN_CASE),
    "casework:document": Row(WHOLE, DOCUMENT),
    "casework:document-edit": Row(ANSWERING, DOCUMENT),
    "casework:document-version-add": Row(ANSWERING, DOCUMENT),
    "casework:document-remove": Row(ANSWERING, DOCUMENT),
    "casework:document-download": Row(WHOLE, DOCUMENT | {"version": "document_version"}),
    # what a person may ask about their data; how long they are kept
    "casework:own-data": Row(ANSWERABLE, PERSON),
    "casework:export-add": Row(ANSWERABLE, PERSON),
    "casework:export-download": Row(ANSWERABLE, PERSON | {"export": "export"}),
    "casework:correction-add": Row(ANSWERABLE, PERSON),
    "casework:correction": Row(ANSWERABLE, PERSON | {"correction": "correction"}),
    "casework:correction-letter": Row(ANSWERABLE, PERSON | {"correction": "correction"}),
    "casework:prohibition-add": Row(ANSWERABLE, PERSON | {"person": "child"}),
    "casework:prohibition-lift": Row(
        posted(ANSWERABLE), PERSON | {"person": "child", "prohibition": "prohibition"}, "POST"
    ),
    "casework:keeping": Row(WHOLE | {Cast.DATA_PROTECTION: 200}, IN_CASE),
    "casework:hold-put": Row(posted(HOLDING, 422), IN_CASE, "POST"),
    "casework:hold-lift": Row(posted(HOLDING, 422), IN_CASE, "POST"),
    # bringing in existing clients: a file is its bringer's alone
    "casework:imports": Row(LEADERS),
    "casework:import-template": Row(LEADERS),
    "casework:import": Row(BRINGER, {"batch": "import"}),
    "casework:import-faults": Row(BRINGER, {"batch": "import"}),
    "casework:import-decide": Row(NOBODY, {"batch": "import"}, "POST"),
    "casework:import-go": Row(NOBODY, {"batch": "import"}, "POST"),
    # meetings, helpers, who answers
    "casework:meeting-add": Row(ANSWERING, IN_CASE),
    "casework:meeting": Row(WHOLE, IN_CASE | {"meeting": "meeting"}),
    "casework:meeting-edit": Row(ANSWERING, IN_CASE | {"meeting": "meeting"}),
    "casework:meeting-held": Row(ANSWERING, IN_CASE | {"meeting": "meeting"}),
    "casework:meeting-call-off": Row(ANSWERING, IN_CASE | {"meeting": "meeting"}),
    "casework:meeting-print": Row(WHOLE, IN_CASE | {"meeting": "held_meeting"}),
    "casework:meeting-understood": Row(ANSWERING, IN_CASE | {"meeting": "held_meeting", "participant": "participant"}),
    # tasks, notes, the states of the case
    "casework:tasks": Row(VISIBLE, IN_CASE),
    "casework:task-add": Row(ANSWERING, IN_CASE),
    "casework:task": Row(WHOLE, IN_CASE | {"task": "task"}),
    "casework:task-finish": Row(posted(ANSWERING), IN_CASE | {"task": "task"}, "POST"),
    "casework:note-add": Row(NOTING, IN_CASE),
    "casework:note-drop": Row(posted(NOTING), IN_CASE, "POST"),
    "casework:note": Row(WHOLE, IN_CASE | {"note": "note"}),
    "casework:note-correct": Row(ANSWERING, IN_CASE | {"note": "note"}),
    "casework:case-begin": Row(posted(ANSWERING, by=422), IN_CASE, "POST"),
    "casework:case-close": Row(ANSWERING, IN_CASE),
    "casework:case-reopen": Row(NOBODY | {Cast.SUPERVISOR: AT_WORK}, {"case": "closed_case"}),
    # dates
    "casework:deadlines": Row(WHOLE, IN_CASE),
    "casework:deadline-add": Row(ANSWERING, IN_CASE),
    "casework:deadline": Row(WHOLE, DEADLINE),
    "casework:deadline-done": Row(ANSWERING, DEADLINE),
    "casework:deadline-reason": Row(ANSWERING, DEADLINE),
    "casework:deadline-correct": Row(ANSWERING, DEADLINE),
    "casework:deadline-pause": Row(ANSWERING, DEADLINE),
    "casework:deadline-resume": Row(ANSWERING, DEADLINE),
    # child protection: the scene's notice was made by nobody of the cast, so it exists for none of them
    "casework:pointers": Row(WORKERS),
    "casework:pointer-add": Row(ANSWERING, {"case": "case", "person": "child"}),
    "casework:pointer-clock-done": Row(NOBODY, {"clock": "pointer_clock"}, "POST"),
    "casework:pointer-move": Row(NOBODY, {"pointer": "pointer"}, "POST"),
    "casework:pointer-moved": Row(NOBODY, {"pointer": "pointer"}),
    "casework:calendar": Row(WORKERS),
    "casework:calendar-open": Row(WORKERS, {}, "POST"),
    "casework:calendar-revoke": Row(posted(WORKERS), {}, "POST"),
    "casework:clock-rules": Row(EVERYBODY_AT_WORK),
    "casework:clock-targets": Row(
        ADMINISTRATORS | {Cast.OTHER_MUNICIPALITY: 200}  # whoever leads the whole of their own organisation
    ),
    "casework:helper-add": Row(ANSWERING, IN_CASE),
    "casework:helper": Row(ANSWERING, IN_CASE | {"helper": "helper"}),
    "casework:helper-end": Row(posted(ANSWERING), IN_CASE | {"helper": "helper"}, "POST"),
    "casework:reassign": Row(ANSWERING | {Cast.SUBSTITUTE: 404, Cast.SUPERVISOR: AT_WORK}, IN_CASE),
    "casework:take-on": Row(NOBODY | {Cast.RESPONSIBLE_WORKER: WHILE_RELATED}, IN_CASE),
    # what is shared with whom
    "casework:sharing": Row(WHOLE, IN_CASE),
    "casework:permit-give": Row(ANSWERING, IN_CASE),
    "casework:permit": Row(WHOLE, IN_CASE | {"permit": "permit"}),
    "casework:permit-agree": Row(ANSWERING, PERSON | {"permit": "childs_permit"}),
    "casework:permit-print": Row(WHOLE, IN_CASE | {"permit": "permit"}),
    "casework:permit-revoke": Row(posted(ANSWERING), IN_CASE | {"permit": "permit"}, "POST"),
    "casework:told-by-permit": Row(ANSWERING, IN_CASE | {"permit": "permit"}),
    "casework:disclose": Row(ANSWERING, IN_CASE),
    "casework:disclosure-end": Row(posted(ANSWERING), IN_CASE | {"disclosure": "disclosure"}, "POST"),
    "casework:told-by-law": Row(ANSWERING, IN_CASE | {"disclosure": "disclosure"}),
    "casework:contact-add": Row(ANSWERING, IN_CASE),
    "casework:contact": Row(ANSWERING, IN_CASE | {"contact": "contact"}),
    "casework:contact-end": Row(posted(ANSWERING), IN_CASE | {"contact": "contact"}, "POST"),
    # who divides the work, and who is away
    "casework:team": Row(SUPERVISORS),
    "casework:hand-on": Row(LEADING, {"user": "user"}),
    "casework:absences": Row(WORKERS),
    "casework:absences-of": Row(LEADING, {"user": "user"}),
    "casework:absence-end": Row(posted(LEADING) | {Cast.COLLEAGUE: 302}, {"absence": "absence"}, "POST"),
    # who has looked, and opening in an emergency
    "casework:access-log": Row(WHOLE | {Cast.DATA_PROTECTION: 200}, IN_CASE),
    "casework:access-log-print": Row(WHOLE | {Cast.DATA_PROTECTION: 200}, IN_CASE),
    "casework:emergency": Row(WORKERS),
    "casework:emergency-reviews": Row(REVIEWERS),
    "casework:emergency-review": Row(
        NOBODY | {Cast.SUPERVISOR: AT_WORK, Cast.DATA_PROTECTION: 200}, {"access": "emergency"}
    ),
    "casework:emergency-seen": Row(posted(ANSWERING), {"access": "emergency"}, "POST"),
    # reading plans
    "plans:case-plan": Row(posted(VISIBLE), CASE),
    "plans:plan-history": Row(WHOLE, CASE),
    "plans:plan": Row(VISIBLE, {"pk": "plan"}),
    "plans:plan-family": Row(WHOLE, {"pk": "plan"}),
    "plans:plan-pdf": Row(VISIBLE, {"pk": "plan"}),
    "plans:plan-compare": Row(WHOLE, {"pk": "plan", "older": "old"}),
    # writing plans
    "plans:plan-start": Row(posted(ANSWERING), CASE),
    "plans:greeting": Row(ANSWERING, {"pk": "draft"}),
    "plans:plan-offer": Row(posted(ANSWERING, 422), {"pk": "draft"}, "POST"),
    "plans:plan-aloud": Row(posted(ANSWERING), {"pk": "draft"}, "POST"),
    "plans:plan-members": Row(posted(ANSWERING), {"pk": "draft"}, "POST"),
    "plans:plan-discard": Row(ANSWERING, {"pk": "draft"}),
    "plans:plan-withdraw": Row(posted(ANSWERING), {"pk": "draft"}),
    "plans:plan-revise": Row(posted(ANSWERING, 422), {"pk": "plan"}, "POST"),
    "plans:plan-confirm": Row(posted(ANSWERING, 404), {"pk": "plan", "person": "person"}),
    "plans:plan-confirm-worker": Row(posted(ANSWERING, 422), {"pk": "plan"}, "POST"),
    "plans:plan-settle": Row(posted(ANSWERING, 422), {"pk": "plan"}, "POST"),
    "plans:part-view": Row(ANSWERING, {"pk": "part"}),
    "plans:words-add": Row(ANSWERING, {"pk": "part"}),
    "plans:words-edit": Row(ANSWERING, {"pk": "words"}),
    "plans:words-remove": Row(posted(ANSWERING), {"pk": "words"}, "POST"),
    "plans:goal-add": Row(ANSWERING, {"pk": "part"}),
    "plans:goal-edit": Row(ANSWERING, {"pk": "goal"}),
    "plans:goal-remove": Row(posted(ANSWERING), {"pk": "goal"}, "POST"),
    "plans:action-add": Row(ANSWERING, {"pk": "goal"}),
    "plans:action-edit": Row(ANSWERING, {"pk": "action"}),
    "plans:action-remove": Row(posted(ANSWERING), {"pk": "action"}, "POST"),
    "plans:action-done": Row(posted(ANSWERING), {"pk": "held_action"}, "POST"),
    "plans:plan-difference": Row(posted(WHOLE), CASE),
    "plans:plan-review": Row(posted(ANSWERING), {"pk": "plan"}),
    "plans:plan-translations": Row(ANSWERING, {"pk": "plan"}),
    "plans:plan-read": Row(WHOLE, {"pk": "plan"}),
    "plans:plan-script": Row(WHOLE, {"pk": "plan"}),
    "plans:plan-pictures": Row(WHOLE, {"pk": "plan"}),
    "plans:plan-pictures-pdf": Row(WHOLE, {"pk": "plan"}),
    "plans:plan-export-json": Row(ANSWERING, {"pk": "plan"}),
    "plans:plan-export-csv": Row(ANSWERING, {"pk": "plan"}),
    "plans:particulars": Row(ANSWERING, {"pk": "draft"}),
    "plans:author-add": Row(ANSWERING, {"pk": "draft"}),
    "plans:author-remove": Row(posted(ANSWERING), {"pk": "author"}, "POST"),
    "plans:part-topics": Row(ANSWERING, {"pk": "child_part"}),
    "plans:place-applied": Row(ANSWERING, {"pk": "place"}),
    "plans:part-suggestions": Row(ANSWERING, {"pk": "adult_part"}),
    "plans:other-plan-add": Row(ANSWERING, {"pk": "part"}),
    "plans:other-plan-edit": Row(ANSWERING, {"pk": "other_plan"}),
    "plans:other-plan-remove": Row(posted(ANSWERING), {"pk": "other_plan"}, "POST"),
    "plans:comment-add": Row(ANSWERING, {"pk": "held_part"}),
    "plans:comment-answer": Row(ANSWERING, {"pk": "comment"}),
    "plans:objection-stays": Row(ANSWERING, {"pk": "objection"}),
    "plans:review-hold": Row(ANSWERING, {"pk": "review"}),
    # interviews and needs
    "plans:interview-start": Row(ANSWERING, CASE),
    "plans:interview": Row(WHOLE, {"pk": "interview"}),
    "plans:interview-speaking": Row(ANSWERING, {"pk": "interview"}),
    "plans:interview-room": Row(ANSWERING, {"pk": "interview"}),
    "plans:assessment": Row(WHOLE, CASE),
    "plans:ground": Row(ANSWERING, {"pk": "case", "person": "person"}),
    "plans:county-ask": Row(ANSWERING, CASE),
    "plans:county-answer": Row(ANSWERING, {"pk": "county"}),
    "plans:assessment-skip": Row(ANSWERING, {"pk": "case", "person": "person"}),
    "plans:assessment-take-up": Row(posted(ANSWERING), {"pk": "skipped"}, "POST"),
    "plans:strength-add": Row(ANSWERING, CASE),
    "plans:strength-edit": Row(ANSWERING, {"pk": "strength"}),
    "plans:strength-remove": Row(posted(ANSWERING), {"pk": "strength"}, "POST"),
    "plans:relative-read": Row(posted(NOBODY | {Cast.SUPERVISOR: AT_WORK}), {"pk": "relative_report"}, "POST"),
    "plans:need-list": Row(WHOLE, CASE),
    "plans:need-add": Row(ANSWERING, CASE),
    "plans:need-edit": Row(ANSWERING, {"pk": "need"}),
    "plans:need-drop": Row(ANSWERING, {"pk": "need"}),
    "plans:need-met": Row(posted(ANSWERING), {"pk": "need"}, "POST"),
}

from tests.access import (  # noqa: E402 - their rows are built of the groups above
    account_rows,
    directory_rows,
    insight_rows,
    portal_rows,
    programme_rows,
    survey_rows,
    template_rows,
    toolkit_rows,
)

WORK |= account_rows.ROWS | directory_rows.ROWS | portal_rows.ROWS | template_rows.ROWS | toolkit_rows.ROWS
WORK |= survey_rows.ROWS | programme_rows.ROWS | insight_rows.ROWS
