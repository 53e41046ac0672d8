"""What a line of the trail says in words, so that a family understands who did what with its data.

One place for every action that is recorded about a case, whichever app records it. The texts are read by families too.
"""

import re
from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as _p

from luukku.casework.services.addresses import Purpose


class Group(models.TextChoices):
    """What the list can be narrowed to."""

    READ = "read", _("Looked at")
    CHANGED = "changed", _("Changed")
    SHARED = "shared", _("Shared")
    EMERGENCY = "emergency", _("Emergency")
    REFUSED = "refused", _("Refused")


@dataclass(frozen=True, slots=True)
class Words:
    group: Group
    text: str | Promise


ACTIONS: dict[str, Words] = {
    "access.denied": Words(Group.REFUSED, _p("family", "Tried to open the data and was refused")),
    "absence.ended": Words(Group.CHANGED, _p("family", "Noted that the family's worker is back")),
    "absence.noted": Words(Group.CHANGED, _p("family", "Noted who stands in while the family's worker is away")),
    "address.revealed": Words(Group.READ, _p("family", "Looked at an address")),
    "address.saved": Words(Group.CHANGED, _p("family", "Wrote down an address")),
    "case.begun": Words(Group.CHANGED, _p("family", "Began the work with the family")),
    "case.closed": Words(Group.CHANGED, _p("family", "Closed the case")),
    "case.reopened": Words(Group.CHANGED, _p("family", "Opened the case again")),
    "case.reassigned": Words(Group.CHANGED, _p("family", "Changed who answers for the family")),
    "case.taken_on": Words(Group.CHANGED, _p("family", "Began to answer for the family")),
    "case.trail_printed": Words(Group.READ, _p("family", "Printed the list of who has looked at the data")),
    "case.trail_viewed": Words(Group.READ, _p("family", "Looked at the list of who has looked at the data")),
    "case.viewed": Words(Group.READ, _p("family", "Opened the family's page")),
    "casework.compared": Words(Group.READ, _p("family", "Saw the family when registering one with a similar name")),
    "casework.searched": Words(Group.READ, _p("family", "Saw the family in the results of a search")),
    "day.viewed": Words(Group.READ, _p("family", "Saw the family on the page of the working day")),
    "calendar.read": Words(Group.READ, _p("family", "A worker's calendar read on which days something is due")),
    "clocks.listed": Words(Group.READ, _p("family", "Saw the family in a list of dates")),
    "clocks.run": Words(Group.CHANGED, _p("family", "The service noted a date that comes with time")),
    "deadline.corrected": Words(Group.CHANGED, _p("family", "Corrected the day from which a date is counted")),
    "deadline.explained": Words(Group.CHANGED, _p("family", "Wrote why something takes longer")),
    "deadline.listed": Words(Group.READ, _p("family", "Looked at the dates by which something is due")),
    "deadline.lengthened": Words(Group.CHANGED, _p("family", "Counted added days for a date")),
    "deadline.paused": Words(Group.CHANGED, _p("family", "Let a date stand still for some time")),
    "deadline.resumed": Words(Group.CHANGED, _p("family", "Let a date go on")),
    "deadline.viewed": Words(Group.READ, _p("family", "Looked at a date by which something is due")),
    "contact.added": Words(Group.CHANGED, _p("family", "Wrote down somebody who helps from outside")),
    "contact.changed": Words(Group.CHANGED, _p("family", "Corrected what is known of somebody who helps")),
    "contact.ended": Words(Group.CHANGED, _p("family", "Noted that somebody no longer helps")),
    "deadline.done": Words(Group.CHANGED, _p("family", "Noted that something due was done")),
    "deadline.started": Words(Group.CHANGED, _p("family", "A date by which something is due was set")),
    "document.added": Words(Group.CHANGED, _p("family", "Added a document")),
    "document.changed": Words(Group.CHANGED, _p("family", "Changed what is told of a document")),
    "document.downloaded": Words(Group.READ, _p("family", "Opened a document")),
    "document.removed": Words(Group.CHANGED, _p("family", "Removed a document that did not belong here")),
    "document.version_added": Words(Group.CHANGED, _p("family", "Added a newer version of a document")),
    "document.viewed": Words(Group.READ, _p("family", "Looked at what is told of a document")),
    "documents.listed": Words(Group.READ, _p("family", "Looked at the list of documents")),
    "correction.corrected": Words(Group.CHANGED, _p("family", "Decided to correct what was wrong")),
    "correction.noted": Words(Group.CHANGED, _p("family", "Wrote down a demand to correct data")),
    "correction.printed": Words(Group.READ, _p("family", "Printed a letter about a demand to correct data")),
    "correction.refused": Words(Group.CHANGED, _p("family", "Decided not to correct data")),
    "correction.viewed": Words(Group.READ, _p("family", "Looked at a demand to correct data")),
    "export.asked": Words(Group.SHARED, _p("family", "Asked for a copy of somebody's data for them")),
    "export.downloaded": Words(Group.SHARED, _p("family", "Took out a copy of somebody's data for them")),
    "export.failed": Words(Group.SHARED, _p("family", "A copy of somebody's data could not be made")),
    "export.made": Words(Group.SHARED, _p("family", "Made a copy of somebody's data for them")),
    "export.refused": Words(Group.SHARED, _p("family", "A copy of somebody's data was not made: the right had ended")),
    "hold.lifted": Words(Group.CHANGED, _p("family", "Let the data be removed again when their time is over")),
    "hold.put": Words(Group.CHANGED, _p("family", "Stopped the removal of the data")),
    "keeping.chosen": Words(Group.CHANGED, _p("family", "Changed how long the data are kept")),
    "keeping.viewed": Words(Group.READ, _p("family", "Looked at how long the data are kept")),
    "own_data.viewed": Words(Group.READ, _p("family", "Looked at what somebody has asked about their data")),
    "disclosure.by_law": Words(Group.SHARED, _p("family", "Opened data to another office by law, not by consent")),
    "disclosure.ended": Words(Group.SHARED, _p("family", "Closed what was open to another office by law")),
    "disclosure.noted": Words(Group.SHARED, _p("family", "Told another office about the family")),
    "disclosure.viewed": Words(Group.READ, _p("family", "Looked at what has been told to others")),
    "emergency.asked": Words(Group.EMERGENCY, _p("family", "Asked to open the data in an emergency")),
    "emergency.listed": Words(Group.EMERGENCY, _p("family", "Saw the emergency opening in the list for review")),
    "emergency.review_viewed": Words(Group.EMERGENCY, _p("family", "Looked at the emergency opening for review")),
    "emergency.opened": Words(Group.EMERGENCY, _p("family", "Opened the data in an emergency for four hours")),
    "emergency.reviewed": Words(Group.EMERGENCY, _p("family", "Reviewed whether the emergency opening was right")),
    "emergency.seen": Words(
        Group.EMERGENCY, _p("family", "The family's worker read who opened the data in an emergency")
    ),
    "fact.added": Words(Group.CHANGED, _p("family", "Wrote down something about a person")),
    "fact.changed": Words(Group.CHANGED, _p("family", "Corrected something about a person")),
    "families.listed": Words(Group.READ, _p("family", "Saw the family in a list of families")),
    "family.registered": Words(Group.CHANGED, _p("family", "Registered the family")),
    "family.renamed": Words(Group.CHANGED, _p("family", "Changed the family's name or language")),
    "guardian.added": Words(Group.CHANGED, _p("family", "Wrote down a guardian")),
    "guardian.admitted": Words(Group.CHANGED, _p("family", "Took away the bar on a guardian")),
    "guardian.barred": Words(Group.CHANGED, _p("family", "Barred a guardian")),
    "guardian.ended": Words(Group.CHANGED, _p("family", "Noted the last day of a guardian")),
    "county_care.ended": Words(Group.CHANGED, _p("family", "Noted who decides for a child or cares for it")),
    "county_care.noted": Words(Group.CHANGED, _p("family", "Noted who decides for a child or cares for it")),
    "family.history_viewed": Words(Group.READ, _p("family", "Looked at who has belonged to the family")),
    "guardian.custody_changed": Words(Group.CHANGED, _p("family", "Noted who decides for a child or cares for it")),
    "guardian.verified": Words(Group.CHANGED, _p("family", "Noted who decides for a child or cares for it")),
    "inquiry.answer_read": Words(Group.READ, _p("family", "Asked or answered whether the family is known elsewhere")),
    "inquiry.answered": Words(Group.SHARED, _p("family", "Asked or answered whether the family is known elsewhere")),
    "inquiry.asked": Words(Group.SHARED, _p("family", "Asked or answered whether the family is known elsewhere")),
    "inquiry.compared": Words(Group.READ, _p("family", "Asked or answered whether the family is known elsewhere")),
    "inquiry.viewed": Words(Group.READ, _p("family", "Asked or answered whether the family is known elsewhere")),
    "member.arrived": Words(Group.CHANGED, _p("family", "Noted a change in who belongs to the family")),
    "member.born": Words(Group.CHANGED, _p("family", "Noted a change in who belongs to the family")),
    "member.expectation_changed": Words(Group.CHANGED, _p("family", "Noted a change in who belongs to the family")),
    "member.expected": Words(Group.CHANGED, _p("family", "Noted a change in who belongs to the family")),
    "member.no_longer_expected": Words(Group.CHANGED, _p("family", "Noted a change in who belongs to the family")),
    "member.residence_changed": Words(Group.CHANGED, _p("family", "Noted a change in who belongs to the family")),
    "member.returned": Words(Group.CHANGED, _p("family", "Noted a change in who belongs to the family")),
    "person.death_withdrawn": Words(Group.CHANGED, _p("family", "Noted a change in who belongs to the family")),
    "person.died": Words(Group.CHANGED, _p("family", "Noted a change in who belongs to the family")),
    "person.merged": Words(Group.CHANGED, _p("family", "Joined two records of one person, or took them apart")),
    "person.unmerged": Words(Group.CHANGED, _p("family", "Joined two records of one person, or took them apart")),
    "protection.notice_taken_in": Words(Group.CHANGED, _p("family", "Noted a change in the protection of an address")),
    "protection.renewed": Words(Group.CHANGED, _p("family", "Noted a change in the protection of an address")),
    "helper.added": Words(Group.SHARED, _p("family", "Asked somebody to help the family")),
    "helper.changed": Words(Group.SHARED, _p("family", "Changed what a helper may read")),
    "helper.ended": Words(Group.SHARED, _p("family", "Ended a helper's part")),
    "identifier.revealed": Words(Group.READ, _p("family", "Looked at a personal identity code")),
    "import.compared": Words(Group.READ, _p("family", "Saw the family when bringing in people from a file")),
    "meeting.changed": Words(Group.CHANGED, _p("family", "Changed a meeting")),
    "meeting.held": Words(Group.CHANGED, _p("family", "Noted a meeting as held")),
    "meeting.planned": Words(Group.CHANGED, _p("family", "Agreed on a meeting")),
    "meeting.viewed": Words(Group.READ, _p("family", "Looked at a meeting")),
    "member.added": Words(Group.CHANGED, _p("family", "Added somebody to the family")),
    "member.left": Words(Group.CHANGED, _p("family", "Noted that somebody no longer belongs to the family")),
    "permit.agreed": Words(Group.SHARED, _p("family", "Noted that another guardian agrees to a permit")),
    "permit.given": Words(Group.SHARED, _p("family", "Noted a permit to tell others")),
    "permit.printed": Words(Group.READ, _p("family", "Printed a permit")),
    "permit.revoked": Words(Group.SHARED, _p("family", "Noted that a permit was taken back")),
    "permit.viewed": Words(Group.READ, _p("family", "Looked at a permit")),
    "person.changed": Words(Group.CHANGED, _p("family", "Changed what is known about a person")),
    "person.viewed": Words(Group.READ, _p("family", "Looked at a person's data")),
    "protection.ended": Words(Group.CHANGED, _p("family", "Noted that the protection of an address ended")),
    "protection.started": Words(Group.CHANGED, _p("family", "Noted that an address is protected")),
    "sharing.viewed": Words(Group.READ, _p("family", "Looked at what is shared with whom")),
    "team.viewed": Words(Group.READ, _p("family", "Looked at who helps the family")),
    "plan.came_into_force": Words(Group.CHANGED, _p("family", "Brought the plan into force")),
    "plan.confirmed": Words(Group.CHANGED, _p("family", "Noted that the plan was confirmed")),
    "plan.exported": Words(Group.SHARED, _p("family", "Took the data of the plan out for the national system")),
    "plan.offered": Words(Group.SHARED, _p("family", "Offered the plan to the family")),
    "plan.printed": Words(Group.READ, _p("family", "Printed the plan")),
    "plan.reviewed": Words(Group.CHANGED, _p("family", "Looked at the plan again together with the family")),
    "interview.completed": Words(Group.CHANGED, _p("family", "Completed an interview")),
    "understanding.checked": Words(Group.CHANGED, _p("family", "Noted whether something was understood")),
}

PURPOSES: dict[str, str | Promise] = {
    "": _p("family", "Work with the family"),
    "emergency": _p("family", "Emergency"),
    "permit": _p("family", "By the family's permit"),
    "law": _p("family", "By law, not by consent"),
    **dict(Purpose.choices),
}

_ASSESSMENT = (_p("family", "Looked at the assessment"), _p("family", "Worked on the assessment"))
SUBJECTS: dict[str, tuple[str | Promise, str | Promise]] = {
    "plan": (_p("family", "Looked at the family's plan"), _p("family", "Worked on the family's plan")),
    "interview": (_p("family", "Looked at an interview"), _p("family", "Worked on an interview")),
    "meeting": (_p("family", "Looked at a meeting"), _p("family", "Changed a meeting")),
    "note": (_p("family", "Looked at the family's notes"), _p("family", "Wrote a note about the family")),
    "task": (_p("family", "Looked at tasks"), _p("family", "Noted a task or finished it")),
    "need": (_p("family", "Looked at needs"), _p("family", "Wrote about needs")),
    **dict.fromkeys(("assessment", "ground", "county", "strength"), _ASSESSMENT),
    "interpreting": (
        _p("family", "Looked at who interpreted in an emergency"),
        _p("family", "Noted that somebody close interpreted in an emergency"),
    ),
}
"""What actions on these are called that have no words of their own: when only read, and when changed."""

OTHERS = (_p("family", "Looked at the family's data"), _p("family", "Changed the family's data"))

UNTOLD = r"^(pointer|child_protection)\."
"""How the actions begin that nobody is told of here: that child protection has noted something stays with it."""

READING = r"(viewed|listed|printed|downloaded|searched|compared)$"
"""How the actions end that only read."""


def words_of(action: str) -> Words:
    """The words of an action; one that has none of its own is at least told as a reading or a change."""
    known = ACTIONS.get(action)
    if known is not None:
        return known
    read, changed = SUBJECTS.get(action.partition(".")[0], OTHERS)
    return Words(Group.READ, read) if re.search(READING, action) else Words(Group.CHANGED, changed)
