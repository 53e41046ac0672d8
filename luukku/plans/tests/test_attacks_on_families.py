"""Attacks on who may confirm, read and be asked, through the real doors: guardians, ages, two homes, who has left."""

import subprocess
from datetime import date, datetime, timedelta

import pytest
import time_machine

from luukku.accounts.tests.factories import LONG_AGO, a_worker
from luukku.casework.services import Address, add_guardian, end_membership, merge_people, save_address, start_protection
from luukku.casework.tests.factories import a_child, a_family, a_guardian, a_helper, a_member
from luukku.core import clock
from luukku.core.clock import HELSINKI
from luukku.core.errors import RuleViolation
from luukku.plans.models import Confirmation
from luukku.plans.services import family as families
from luukku.plans.services.drafts import discard_draft, revise_plan
from luukku.plans.services.offers import withdraw_plan
from luukku.plans.tests import factories as make
from luukku.plans.tests.pages import Desk, desk_of, text_of

pytestmark = pytest.mark.django_db
TODAY = clock.today()
YESTERDAY = TODAY - timedelta(days=1)
SAYS_YES = {
    "language": "ar", "method": "interpreted", "interpreter_mode": "phone", "interpreter_name": "4711",
    "result": "understood", "says_yes": "on",
}  # fmt: skip


def send_yes(desk, plan, person):
    return desk.post("plan-confirm", plan.pk, person.pk, data=SAYS_YES | {"content_hash": plan.content_hash})


def read(pdf, path):
    path.write_bytes(pdf)
    return subprocess.run(["pdftotext", str(path), "-"], capture_output=True, text=True, check=True).stdout


def noon(day):
    return datetime(day.year, day.month, day.day, 12, tzinfo=HELSINKI)


@pytest.mark.parametrize(
    "relation",
    [{"until": TODAY}, {"is_blocked": True, "block_reason": "court"}, {"since": TODAY + timedelta(days=1)},
     {"kind": "foster_carer"}],
    ids=["ex-guardian", "barred", "from tomorrow", "foster carer"],
)  # fmt: skip
def test_attack_25_who_may_not_decide_today_finds_no_door_to_confirm(relation):
    """Attack 25: the address of confirming, typed with the id of somebody who has no right that day."""
    worker, case = make.a_case_with_family()
    plan = make.an_offered_plan(worker, case)
    person = a_guardian(make.children_of(case)[0], **{"since": LONG_AGO, **relation}).guardian

    assert send_yes(Desk(worker), plan, person).status_code == 404
    assert not Confirmation.objects.exists()


def test_attack_26_custody_that_became_joint_between_offer_and_yes_asks_both():
    """Attack 26: the sole guardian's yes of this morning is not enough this afternoon, and their new row asks anew."""
    worker, case = make.a_case_with_family(adults=2)
    mother, father = make.adults_of(case)
    child = make.children_of(case)[0]
    child.guardian_relations.all().delete()
    a_guardian(child, mother, kind="sole_guardian")
    plan = make.an_offered_plan(worker, case)
    desk = Desk(worker)
    assert send_yes(desk, plan, mother).status_code == 302

    add_guardian(worker.as_actor(), case.pk, child_id=child.pk, guardian_id=father.pk)
    send_yes(desk, plan, father)

    yes = Confirmation.objects.get(person=father)
    assert yes.wards == [child.pk]


def test_attack_28_the_page_changes_at_helsinki_midnight_of_the_birthday():
    """Attack 28: fifteen speaks beside the guardian; eighteen speaks alone, and the guardian's door is shut."""
    fifteen, eighteen = date(2027, 3, 10), date(2030, 3, 10)
    worker, case = make.a_case_with_family(children=0)
    guardian = make.adults_of(case)[0]
    child = a_child(case.family, birth_on=date(2012, 3, 10))
    a_guardian(child, guardian)

    asked = {}
    for day in (fifteen - timedelta(1), fifteen, eighteen - timedelta(1), eighteen):
        plan_actor = worker.as_actor(noon(day))
        plan = make.an_offered_plan(worker, case, at=noon(day))
        signers = families.needed_signers(plan_actor, plan)
        asked[day] = (child.pk in signers, signers[guardian.pk].wards)
        discard_draft(plan_actor, withdraw_plan(plan_actor, plan.pk).pk)

    assert asked == {
        fifteen - timedelta(1): (False, (child.pk,)),
        fifteen: (True, (child.pk,)),
        eighteen - timedelta(1): (True, (child.pk,)),
        eighteen: (True, ()),
    }


def test_attack_28_a_guardian_reads_the_childs_part_until_the_birthday_and_not_after():
    """Attack 28: the guardian's own copy of a plan that is in force over the birthday."""
    birthday = date(2027, 3, 10)
    worker, case = make.a_case_with_family(children=0)
    child = a_child(case.family, birth_on=date(2009, 3, 10))
    guardian = a_guardian(child, kind="representative").guardian
    plan = make.a_plan_in_force(worker, case, at=noon(birthday - timedelta(days=30)))

    told = {}
    for day in (birthday - timedelta(days=1), birthday):
        with time_machine.travel(noon(day), tick=False):
            told[day] = Desk(worker).get("plan-pdf", plan.pk, query=f"?parts={guardian.pk}").status_code

    assert list(told.values()) == [200, 404]


def test_attack_29_one_home_of_a_child_shows_nothing_of_the_other():
    """Attack 29: the child's two homes have two workers; neither page names the other home's people."""
    mothers, mothers_case = make.a_case_with_family()
    child = make.children_of(mothers_case)[0]
    fathers = a_worker(mothers.organisation)
    fathers_case = a_family(fathers, children=0).cases.get()
    father = a_member(fathers_case.family, name="Ibrahim Toisaalla")
    a_member(fathers_case.family, child, role="child")
    mother = make.adults_of(mothers_case)[0]

    client = Desk(mothers).client
    path = mothers.url(f"/cases/{mothers_case.pk}/people/{child.pk}/")
    pages = [client.get(path), client.get(mothers.url(f"/cases/{mothers_case.pk}/")),
             client.get(mothers.url(f"/cases/{mothers_case.pk}/history/"))]  # fmt: skip
    shut = [client.get(mothers.url(f"/cases/{fathers_case.pk}/")),
            client.get(mothers.url(f"/cases/{mothers_case.pk}/people/{father.pk}/")),
            client.get(mothers.url(f"/cases/{fathers_case.pk}/people/{child.pk}/"))]  # fmt: skip

    assert all("Ibrahim" not in text_of(one) and fathers_case.family.name not in text_of(one) for one in pages)
    assert "two homes" not in text_of(pages[0])
    assert [one.status_code for one in shut] == [404, 404, 404]
    assert mother.name in text_of(pages[0]) or mother.short_name in text_of(pages[1])


def test_attack_30_a_helper_of_one_home_gets_nothing_of_the_other_by_joining():
    """Attack 30: rights follow relations to a family, never to the person who was joined."""
    worker, case = make.a_case_with_family()
    child = make.children_of(case)[0]
    other = a_family(worker, children=0)
    twin = a_child(other, birth_on=child.birth_on)
    helper = a_worker()
    a_helper(case, helper, ("shared", "children"))

    merge_people(worker.as_actor(), kept_id=child.pk, other_id=twin.pk, chosen={})

    client = Desk(helper).client
    assert client.get(helper.url(f"/cases/{case.pk}/")).status_code == 200
    assert client.get(helper.url(f"/cases/{other.cases.get().pk}/")).status_code == 404


def test_attack_30_while_the_family_is_asked_for_its_yes_nobody_becomes_somebody_else():
    """Attack 30: confirmations are to a text; whoever stands in it is not exchanged under it."""
    worker, case = make.a_case_with_family()
    child = make.children_of(case)[0]
    twin = a_child(a_family(worker, children=0), birth_on=child.birth_on)
    make.an_offered_plan(worker, case)

    with pytest.raises(RuleViolation, match="A plan on offer names one of the two"):
        merge_people(worker.as_actor(), kept_id=twin.pk, other_id=child.pk, chosen={})


def test_attack_30_a_plan_in_force_is_read_by_the_one_who_stays():
    """Attack 30: the sealed plan names the record that went; the guardian of the one who stays reads its part."""
    worker, case = make.a_case_with_family()
    child, guardian = make.children_of(case)[0], make.adults_of(case)[0]
    plan = make.a_plan_in_force(worker, case)
    twin = a_child(a_family(worker, children=0), birth_on=child.birth_on)

    merge_people(worker.as_actor(), kept_id=twin.pk, other_id=child.pk, chosen={})

    assert {one.person for one in families.holders(plan)} == {guardian.pk, twin.pk}
    copy = Desk(worker).get("plan-pdf", plan.pk, query=f"?parts={guardian.pk}")
    assert copy.status_code == 200
    assert Confirmation.objects.filter(plan=plan, person=guardian).exists()


def test_attack_31_who_left_yesterday_is_asked_met_and_interviewed_no_more():
    """Attack 31: the doors that take the id of somebody of the family, a day after they left it."""
    worker, case = make.a_case_with_family(adults=2)
    gone = make.adults_of(case)[1]
    gone.ward_relations.all().delete()
    plan = make.an_offered_plan(worker, case)
    row = case.family.memberships.get(person=gone)
    end_membership(worker.as_actor(), case.pk, row.pk, last_on=YESTERDAY, reason="separated")
    desk = Desk(worker)

    interview = desk.get("interview-start", case.pk)
    form = desk.post("interview-start", case.pk, data={"person": str(gone.pk), "held_on": "1.1.2026"})

    assert gone.name not in text_of(interview)
    assert form.status_code == 422
    assert desk.client.get(worker.url(f"/cases/{case.pk}/people/{gone.pk}/")).status_code == 404
    with pytest.raises(RuleViolation, match="does not belong to the family today"):
        make.says_yes(worker.as_actor(), plan, gone.pk)


def test_attack_20_paper_made_before_the_protection_and_old_versions_stay_without_an_address(tmp_path):
    """Attack 20: a new print, and a download of the old version, after the protection began."""
    worker, case = make.a_case_with_family()
    adult = make.adults_of(case)[0]
    save_address(worker.as_actor(), adult.pk, Address("Kanarialinnunkuja 7", "99998", "Kuvitelma", "837"))
    old = make.a_plan_in_force(worker, case)
    before = desk_of(case).get("plan-pdf", old.pk).content
    start_protection(worker.as_actor(), adult.pk, source="register")
    draft = revise_plan(worker.as_actor(), old.pk)
    new = make.offer(draft, worker)
    make.everybody_confirms(new, worker)

    papers = [before, *(desk_of(case).get("plan-pdf", one.pk).content for one in (old, new))]

    for number, paper in enumerate(papers):
        text = read(paper, tmp_path / f"{number}.pdf")
        assert "Kanarialinnunkuja" not in text
        assert "99998" not in text
