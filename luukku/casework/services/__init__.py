"""Every change around families: lock, ask, check, change, record, tell. The actor comes first."""

from luukku.casework.services.absences import (
    end_absence,
    note_absence,
    possible_substitutes,
)
from luukku.casework.services.addresses import (
    Address,
    Purpose,
    home_municipalities,
    reveal,
    save_address,
)
from luukku.casework.services.agreements import (
    Agreed,
    check_understood,
    checks_of,
    hold_meeting,
)
from luukku.casework.services.cards import (
    Card,
    CardMember,
    cards_of,
    members_of,
)
from luukku.casework.services.care_team import (
    add_helper,
    change_helper,
    end_helper,
    workplaces_of_helper,
)
from luukku.casework.services.case_states import (
    begin_work,
)
from luukku.casework.services.clock_people import (
    people_of_clocks,
)
from luukku.casework.services.clock_runs import (
    RunResult,
    run_clocks,
)
from luukku.casework.services.closing import close_case, reopen_case
from luukku.casework.services.corrections import (
    Demand,
    corrections_of,
    decide_correction,
    note_correction,
)
from luukku.casework.services.county_care import (
    counties,
    end_county_care,
    note_county_care,
)
from luukku.casework.services.deadlines import (
    correct_start,
    explain_delay,
    note_done,
    pause_clock,
    resume_clock,
    rules_by_hand,
    start_by_hand,
    start_clock,
    stop_clock,
)
from luukku.casework.services.digests import (
    send_digests,
)
from luukku.casework.services.documents import (
    DocumentFacts,
    add_document,
    add_version,
    change_document,
    open_version,
    remove_document,
)
from luukku.casework.services.emergency import (
    note_seen,
    open_in_emergency,
    review_emergency,
)
from luukku.casework.services.expected import (
    change_expected,
    expect_member,
    give_up_expecting,
    note_arrival,
)
from luukku.casework.services.exports import (
    make_export,
    open_export,
    request_export,
)
from luukku.casework.services.facts import (
    Days,
    add_fact,
    change_fact,
    reveal_identifier,
)
from luukku.casework.services.families import (
    NewMember,
    Opening,
    add_known_person,
    add_member,
    end_membership,
    register_family,
    rename_family,
)
from luukku.casework.services.feeds import (
    open_feed,
    read_feed,
    revoke_feed,
)
from luukku.casework.services.finding import (
    Found,
    find_families,
    similar_families,
)
from luukku.casework.services.guardians import (
    Right,
    add_guardian,
    add_outside_guardian,
    bar_guardian,
    end_guardian,
    verify_guardian,
)
from luukku.casework.services.inquiries import (
    answer_inquiry,
    ask_elsewhere,
    note_answer_read,
)
from luukku.casework.services.keeping import (
    Keeping,
    choose_keeping,
    class_of,
    keeping_of,
    lift_hold,
    put_hold,
)
from luukku.casework.services.meetings import (
    MeetingFacts,
    call_off_meeting,
    change_meeting,
    mark_held,
    plan_meeting,
)
from luukku.casework.services.memberships import (
    born_facts,
    change_residence,
    note_birth,
    note_death,
    return_to_family,
    withdraw_death,
)
from luukku.casework.services.merging import (
    FactPair,
    compare_people,
    merge_people,
    similar_people,
    unmerge_people,
)
from luukku.casework.services.notes import (
    NoteFacts,
    correct_note,
    draft_of,
    keep_draft,
    people_to_write_about,
    throw_draft_away,
    write_note,
)
from luukku.casework.services.notices import (
    Notice,
    take_in_notice,
)
from luukku.casework.services.open_things import open_things
from luukku.casework.services.participants import (
    Candidate,
    Invited,
    candidates,
    to_tell_in_person,
)
from luukku.casework.services.people import (
    PersonFacts,
    edit_person,
)
from luukku.casework.services.pointers import (
    note_move,
    note_move_told,
    note_notice,
    note_pointer_clock_done,
)
from luukku.casework.services.prohibitions import (
    lift_prohibition,
    note_prohibition,
)
from luukku.casework.services.protection import (
    end_protection,
    renew_protection,
    start_protection,
)
from luukku.casework.services.responsibility import (
    answered_before,
    reassign,
    reassign_many,
    take_on,
    workers_here,
    workers_to_answer,
)
from luukku.casework.services.sources import (
    Told,
)
from luukku.casework.services.targets import (
    rules_with_targets,
    set_target,
)
from luukku.casework.services.tasks import (
    Doer,
    TaskFacts,
    add_task,
    change_task,
    finish_task,
    possible_doers,
)
from luukku.casework.services.understanding import (
    Explained,
    record_understanding,
)
from luukku.casework.services.viewing import (
    note_view,
)

__all__ = [
    "Address",
    "Agreed",
    "Candidate",
    "Card",
    "CardMember",
    "Days",
    "Demand",
    "DocumentFacts",
    "Doer",
    "Explained",
    "FactPair",
    "Found",
    "Invited",
    "Keeping",
    "MeetingFacts",
    "NewMember",
    "NoteFacts",
    "Notice",
    "Opening",
    "PersonFacts",
    "Purpose",
    "Right",
    "RunResult",
    "TaskFacts",
    "Told",
    "add_document",
    "add_fact",
    "add_guardian",
    "add_helper",
    "add_known_person",
    "add_member",
    "add_outside_guardian",
    "add_task",
    "add_version",
    "answer_inquiry",
    "answered_before",
    "ask_elsewhere",
    "bar_guardian",
    "begin_work",
    "born_facts",
    "call_off_meeting",
    "candidates",
    "cards_of",
    "change_document",
    "change_expected",
    "change_fact",
    "change_helper",
    "change_meeting",
    "change_residence",
    "change_task",
    "check_understood",
    "checks_of",
    "choose_keeping",
    "class_of",
    "close_case",
    "compare_people",
    "correct_note",
    "correct_start",
    "corrections_of",
    "counties",
    "decide_correction",
    "draft_of",
    "edit_person",
    "end_absence",
    "end_county_care",
    "end_guardian",
    "end_helper",
    "end_membership",
    "end_protection",
    "expect_member",
    "explain_delay",
    "find_families",
    "finish_task",
    "give_up_expecting",
    "hold_meeting",
    "home_municipalities",
    "keep_draft",
    "keeping_of",
    "lift_hold",
    "lift_prohibition",
    "make_export",
    "mark_held",
    "members_of",
    "merge_people",
    "note_absence",
    "note_answer_read",
    "note_arrival",
    "note_birth",
    "note_correction",
    "note_county_care",
    "note_death",
    "note_done",
    "note_move",
    "note_move_told",
    "note_notice",
    "note_pointer_clock_done",
    "note_prohibition",
    "note_seen",
    "note_view",
    "open_export",
    "open_feed",
    "open_in_emergency",
    "open_things",
    "open_version",
    "pause_clock",
    "people_of_clocks",
    "people_to_write_about",
    "plan_meeting",
    "possible_doers",
    "possible_substitutes",
    "put_hold",
    "read_feed",
    "reassign",
    "reassign_many",
    "record_understanding",
    "register_family",
    "remove_document",
    "rename_family",
    "renew_protection",
    "reopen_case",
    "request_export",
    "resume_clock",
    "return_to_family",
    "reveal",
    "reveal_identifier",
    "review_emergency",
    "revoke_feed",
    "rules_by_hand",
    "rules_with_targets",
    "run_clocks",
    "save_address",
    "send_digests",
    "set_target",
    "similar_families",
    "similar_people",
    "start_by_hand",
    "start_clock",
    "start_protection",
    "stop_clock",
    "take_in_notice",
    "take_on",
    "throw_draft_away",
    "to_tell_in_person",
    "unmerge_people",
    "verify_guardian",
    "withdraw_death",
    "workers_here",
    "workers_to_answer",
    "workplaces_of_helper",
    "write_note",
]
