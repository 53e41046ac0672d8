"""Casework's pages, by subject."""

from luukku.casework.views.access_log import (
    access_log,
    access_log_print,
)
from luukku.casework.views.addresses import (
    address,
    address_edit,
)
from luukku.casework.views.agreements import (
    meeting_held,
    meeting_print,
    meeting_understood,
)
from luukku.casework.views.clock_rules import (
    clock_rules,
    clock_targets,
)
from luukku.casework.views.closing import (
    case_begin,
    case_close,
    case_reopen,
)
from luukku.casework.views.course import (
    child_born,
    death_withdraw,
    family_history,
    member_residence,
    member_return,
    person_died,
)
from luukku.casework.views.deadlines import (
    deadline,
    deadline_add,
    deadline_correct,
    deadline_done,
    deadline_pause,
    deadline_reason,
    deadline_resume,
    deadlines,
)
from luukku.casework.views.documents import (
    document,
    document_add,
    document_download,
    document_edit,
    document_remove,
    document_version_add,
    documents,
)
from luukku.casework.views.emergency import (
    emergency,
    emergency_review,
    emergency_reviews,
    emergency_seen,
)
from luukku.casework.views.expected import (
    expected_add,
    expected_arrived,
    expected_give_up,
    expected_month,
)
from luukku.casework.views.facts import (
    fact,
    fact_add,
    identifier,
)
from luukku.casework.views.families import (
    family_edit,
    member_leave,
    register,
)
from luukku.casework.views.feeds import (
    calendar,
    calendar_open,
    calendar_revoke,
)
from luukku.casework.views.guardians import (
    county_care_add,
    county_care_end,
    guardian,
    guardian_add,
    guardian_bar,
    guardian_outside,
    guardian_verify,
)
from luukku.casework.views.imports import (
    import_decide,
    import_faults,
    import_go,
    import_list,
    import_one,
    import_template,
)
from luukku.casework.views.inquiries import (
    inquiry,
    inquiry_ask,
    inquiry_read,
)
from luukku.casework.views.keeping import (
    hold_lift,
    hold_put,
    keeping,
)
from luukku.casework.views.meetings import (
    meeting,
    meeting_add,
    meeting_call_off,
    meeting_edit,
)
from luukku.casework.views.merging import (
    merge_undo,
    person_merge,
    person_same,
)
from luukku.casework.views.notes import (
    note,
    note_add,
    note_correct,
    note_drop,
)
from luukku.casework.views.own_data import (
    correction,
    correction_add,
    correction_letter,
    export_add,
    export_download,
    own_data,
    prohibition_add,
    prohibition_lift,
)
from luukku.casework.views.people import (
    person,
    person_add,
    person_edit,
    person_join,
)
from luukku.casework.views.protection import (
    protection_end,
    protection_renew,
    protection_start,
)
from luukku.casework.views.sharing import (
    contact,
    contact_add,
    contact_end,
    disclose,
    disclosure_end,
    permit,
    permit_give,
    permit_print,
    permit_revoke,
    sharing,
    told_by_law,
    told_by_permit,
)
from luukku.casework.views.tasks import (
    task,
    task_add,
    task_finish,
    tasks,
)
from luukku.casework.views.team import (
    absence_end,
    absences,
    hand_on,
    take_on,
    team,
)
from luukku.casework.views.workers import (
    helper,
    helper_add,
    helper_end,
    reassign,
)

__all__ = [
    "absence_end",
    "absences",
    "access_log",
    "access_log_print",
    "address",
    "address_edit",
    "calendar",
    "calendar_open",
    "calendar_revoke",
    "case_begin",
    "case_close",
    "case_reopen",
    "child_born",
    "clock_rules",
    "clock_targets",
    "contact",
    "contact_add",
    "contact_end",
    "correction",
    "correction_add",
    "correction_letter",
    "county_care_add",
    "county_care_end",
    "deadline",
    "deadline_add",
    "deadline_correct",
    "deadline_done",
    "deadline_pause",
    "deadline_reason",
    "deadline_resume",
    "deadlines",
    "death_withdraw",
    "disclose",
    "disclosure_end",
    "document",
    "document_add",
    "document_download",
    "document_edit",
    "document_remove",
    "document_version_add",
    "documents",
    "emergency",
    "emergency_review",
    "emergency_reviews",
    "emergency_seen",
    "expected_add",
    "expected_arrived",
    "expected_give_up",
    "expected_month",
    "export_add",
    "export_download",
    "fact",
    "fact_add",
    "family_edit",
    "family_history",
    "guardian",
    "guardian_add",
    "guardian_bar",
    "guardian_outside",
    "guardian_verify",
    "hand_on",
    "helper",
    "helper_add",
    "helper_end",
    "hold_lift",
    "hold_put",
    "identifier",
    "import_decide",
    "import_faults",
    "import_go",
    "import_list",
    "import_one",
    "import_template",
    "inquiry",
    "inquiry_ask",
    "inquiry_read",
    "keeping",
    "meeting",
    "meeting_add",
    "meeting_call_off",
    "meeting_edit",
    "meeting_held",
    "meeting_print",
    "meeting_understood",
    "member_leave",
    "member_residence",
    "member_return",
    "merge_undo",
    "note",
    "note_add",
    "note_correct",
    "note_drop",
    "own_data",
    "permit",
    "permit_give",
    "permit_print",
    "permit_revoke",
    "person",
    "person_add",
    "person_died",
    "person_edit",
    "person_join",
    "person_merge",
    "person_same",
    "prohibition_add",
    "prohibition_lift",
    "protection_end",
    "protection_renew",
    "protection_start",
    "reassign",
    "register",
    "sharing",
    "take_on",
    "task",
    "task_add",
    "task_finish",
    "tasks",
    "team",
    "told_by_law",
    "told_by_permit",
]
