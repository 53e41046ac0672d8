"""Every change around families: lock, ask, check, change, record, tell. The actor comes first."""

from luukku.casework.services.addresses import Address, Purpose, home_municipalities, reveal, save_address
from luukku.casework.services.cards import Card, CardMember, cards_of, members_of
from luukku.casework.services.care_team import add_helper, change_helper, end_helper, workplaces_of_helper
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
from luukku.casework.services.meetings import MeetingFacts, change_meeting, mark_held, plan_meeting
from luukku.casework.services.people import PersonFacts, edit_person
from luukku.casework.services.protection import end_protection, start_protection
from luukku.casework.services.responsibility import reassign, workers_to_answer
from luukku.casework.services.understanding import record_understanding
from luukku.casework.services.viewing import note_view

__all__ = [
    "Address",
    "Card",
    "CardMember",
    "Found",
    "MeetingFacts",
    "NewMember",
    "PersonFacts",
    "Purpose",
    "add_guardian",
    "add_helper",
    "add_known_person",
    "add_member",
    "bar_guardian",
    "cards_of",
    "change_helper",
    "change_meeting",
    "edit_person",
    "end_guardian",
    "end_helper",
    "end_membership",
    "end_protection",
    "find_families",
    "home_municipalities",
    "mark_held",
    "members_of",
    "note_seen",
    "note_view",
    "open_in_emergency",
    "plan_meeting",
    "reassign",
    "record_understanding",
    "register_family",
    "rename_family",
    "reveal",
    "review_emergency",
    "save_address",
    "similar_families",
    "start_clock",
    "start_protection",
    "stop_clock",
    "workers_to_answer",
    "workplaces_of_helper",
]
