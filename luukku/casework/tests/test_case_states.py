"""Whatever is tried in whatever order, a case moves only along its states."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from luukku.accounts.tests.factories import a_unit, a_worker
from luukku.casework.models import Case, CaseTransition, ResponsibleWorker, Task
from luukku.casework.rules.case_states import FOLLOWERS, OPEN, may_follow
from luukku.casework.rules.places import told_place
from luukku.casework.services import begin_work, close_case, reopen_case
from luukku.casework.tests.factories import a_case, a_task
from luukku.core.errors import RuleViolation

STEPS = ["begin", "close", "close with reason", "reopen", "reopen without reason", "task"]


def attempt(step, worker, case):
    actor = worker.as_actor()
    try:
        if step == "begin":
            begin_work(actor, case.pk)
        elif step.startswith("close"):
            despite = "Syy." if "reason" in step else ""
            close_case(actor, case.pk, ground="other", note="", despite=despite)
        elif step.startswith("reopen"):
            reopen_case(actor, case.pk, user_id=worker.user.pk, reason="" if "without" in step else "Palasi.")
        elif Case.objects.get(pk=case.pk).is_open:
            a_task(case, worker)
    except RuleViolation:
        return False
    return True


@pytest.mark.django_db
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.sampled_from(STEPS), max_size=9), first=st.sampled_from(["intake", "active"]))
def test_every_row_of_steps_keeps_the_states_and_exactly_one_who_answers(db, steps, first):
    worker = a_worker(unit=a_unit())
    case = a_case(worker, state=first)
    state = first

    for step in steps:
        moved = attempt(step, worker, case)
        case.refresh_from_db()
        if step != "task":
            assert may_follow(state, case.state) if moved else case.state == state
        state = case.state
        today = ResponsibleWorker.objects.on(worker.as_actor().day).filter(case=case)
        assert today.count() == 1
        assert (today.get().last_on is None) == (state in OPEN)
        assert (case.closed_on is None) == (state in OPEN)
        assert state in OPEN or not Task.objects.open().filter(case=case).exists()

    walked = CaseTransition.objects.filter(case=case).order_by("created_at").values_list("from_state", "to_state")
    assert all(after in FOLLOWERS[before] for before, after in walked)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Perhe muutti Helsingissä asuvan siskon luo.", "Helsinki"),
        ("Turussa odottaa uusi koti", "Turku"),
        ("Lahdesta soitettiin", "Lahti"),
        ("Flyttade till Esbo", "Esbo"),
        ("Tampereelle", "Tampere"),
        ("Iissä on ranta", ""),
        ("Äiti pyysi lopettamaan. Kaikki hyvin.", ""),
        ("he olivat salossa marjassa", ""),
        ("", ""),
    ],
)
def test_a_municipality_is_found_in_its_cases(text, place):
    names = ["Helsinki", "Turku", "Lahti", "Esbo", "Tampere", "Ii", "Salo", "Kemi"]

    assert told_place(text, names) == place
