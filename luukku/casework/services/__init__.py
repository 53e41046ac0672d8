"""Every change around families: lock, ask, check, change, record, tell. The actor comes first."""

from luukku.casework.services.addresses import Address, Purpose, home_municipalities, reveal, save_address
from luukku.casework.services.agreements import Agreed, check_understood, checks_of, hold_meeting
from luukku.casework.services.cards import Card, CardMember, cards_of, members_of
from luukku.casework.services.care_team import add_helper, change_helper, end_helper, workplaces_of_helper
from luukku.casework.services.case_states import begin_work
from luukku.casework.services.closing import close_case, open_things, reopen_case
from luukku.casework.services.deadlines import start_clock, stop_clock
from luukku.casework.services.emergency import note_seen, open_in_emergency, review_emergency
from luukku.casework.services.families import (
    NewMember,
    add_known_person,
    add_member,
    end_membership,
    register_family,
    rename_family,
)
from luukku.casework.services.finding import Found, find_families, similar_families
from luukku.casework.services.guardians import add_guardian, bar_guardian, end_guardian
from luukku.casework.services.meetings import (
    MeetingFacts,
    call_off_meeting,
    change_meeting,
    mark_held,
    plan_meeting,
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
from luukku.casework.services.participants import Candidate, Invited, candidates, to_tell_in_person
from luukku.casework.services.people import PersonFacts, edit_person
from luukku.casework.services.protection import end_protection, start_protection
from luukku.casework.services.responsibility import reassign, workers_to_answer
from luukku.casework.services.tasks import Doer, TaskFacts, add_task, change_task, finish_task, possible_doers
from luukku.casework.services.understanding import record_understanding
from luukku.casework.services.viewing import note_view

__all__ = [
    "Address",
    "Agreed",
    "Candidate",
    "Card",
    "CardMember",
    "Doer",
    "Found",
    "Invited",
    "MeetingFacts",
    "NewMember",
    "NoteFacts",
    "PersonFacts",
    "Purpose",
    "TaskFacts",
    "add_guardian",
    "add_helper",
    "add_known_person",
    "add_member",
    "add_task",
    "bar_guardian",
    "begin_work",
    "call_off_meeting",
    "candidates",
    "cards_of",
    "change_helper",
    "change_meeting",
    "change_task",
    "check_understood",
    "checks_of",
    "close_case",
    "correct_note",
    "draft_of",
    "edit_person",
    "end_guardian",
    "end_helper",
    "end_membership",
    "end_protection",
    "find_families",
    "finish_task",
    "hold_meeting",
    "home_municipalities",
    "keep_draft",
    "mark_held",
    "members_of",
    "note_seen",
    "note_view",
    "open_in_emergency",
    "open_things",
    "people_to_write_about",
    "plan_meeting",
    "possible_doers",
    "reassign",
    "record_understanding",
    "register_family",
    "rename_family",
    "reopen_case",
    "reveal",
    "review_emergency",
    "save_address",
    "similar_families",
    "start_clock",
    "start_protection",
    "stop_clock",
    "throw_draft_away",
    "to_tell_in_person",
    "workers_to_answer",
    "workplaces_of_helper",
    "write_note",
]
