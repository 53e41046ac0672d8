"""What the family page tells of the family's course: what is coming for each, whom it waits for, a case elsewhere."""

from dataclasses import dataclass, field
from uuid import UUID

from luukku.casework import policies
from luukku.casework.models import CaseInquiry, ExpectedMember
from luukku.casework.standing_words import ComingChange, coming_changes
from luukku.desk.reading.rows import FamilyRows


@dataclass(slots=True)
class Course:
    """Empty for whoever does not read the case whole."""

    coming: dict[UUID, list[ComingChange]] = field(default_factory=dict)
    expected: list[ExpectedMember] = field(default_factory=list)
    ending: set[UUID] = field(default_factory=set)
    """Members whose protection somebody must look at."""
    inquiries: list[CaseInquiry] = field(default_factory=list)

    @property
    def may_ask(self) -> bool:
        return any(one.state == CaseInquiry.State.POSSIBLE for one in self.inquiries)

    @property
    def is_asked(self) -> bool:
        return any(one.state == CaseInquiry.State.ASKED for one in self.inquiries)

    @property
    def contacts(self) -> list[CaseInquiry]:
        """Who may be contacted."""
        return [one for one in self.inquiries if one.state == CaseInquiry.State.CONTACT and one.answered_by]

    @property
    def unread(self) -> bool:
        answers = (CaseInquiry.State.CONTACT, CaseInquiry.State.NO)
        return any(one.state in answers and one.seen_at is None for one in self.inquiries)


def course_of(rows: FamilyRows) -> Course:
    """At most four queries, however many members."""
    if not rows.sight.is_whole:
        return Course()
    actor, case = rows.actor, rows.case
    people = [row.person for row in rows.members]
    course = Course(coming=coming_changes(actor, people))
    waiting = ExpectedMember.objects.waiting().filter(family_id=case.family_id)
    course.expected = list(waiting.select_related("person").order_by("expected_on", "pk"))
    if rows.sight.answers:
        if rows.protected:
            ending = policies.ending_protections(actor).filter(person_id__in=rows.protected)
            course.ending = set(ending.values_list("person_id", flat=True))
        inquiries = policies.own_inquiries(actor).filter(case=case)
        course.inquiries = list(inquiries.select_related("answered_by", "about__organisation"))
    return course
