"""What one result tells beside another: masked where few people could be worked out, in every output the same."""

import json
import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client

from luukku.accounts.tests.factories import a_worker
from luukku.core import clock
from luukku.surveys.models import OpenAnswer, Wave
from luukku.surveys.rules import figures
from luukku.surveys.services import findings, inviting, publishing, results, waves
from luukku.surveys.services.checking import check_results
from luukku.surveys.services.instruments import Wording
from luukku.surveys.tests import factories as make
from luukku.surveys.tests.test_results import GROUPS, answered, outputs

pytestmark = pytest.mark.django_db

YES_NO = (("yes", None, False, "Kyllä"), ("no", None, False, "Ei"))


@pytest.fixture
def worker():
    return a_worker()


def test_a_mean_that_tells_how_single_people_answered_is_in_no_output(worker):
    """Four said 5 and one 4: 4,80 has one way of coming about."""
    wave = answered(worker, "s5", "s5", "s5", "s5", "s4", is_public=True)

    assert results.rows_of(wave)[0].is_masked
    for told in outputs(worker, wave):
        assert not re.search(r"4[.,]80?\b", told)


def test_a_ranking_on_which_all_but_one_agree_shows_no_places(worker):
    things = (("x", None, False, "Puisto"), ("y", None, False, "Kirjasto"), ("z", None, False, "Uimahalli"))
    wave = make.an_open_wave(worker, make.an_instrument(worker, Wording("rank", "Järjestys?", options=things)))
    for person in range(12):
        make.answer(wave, ["y", "x", "z"] if person == 0 else ["x", "y", "z"])

    row = results.rows_of(make.publish(worker, wave))[0]

    assert (row.n, row.bars) == (None, ())


def branching(worker, yes, no, branch):
    instrument = make.an_instrument(worker, Wording("single", "Onko lapsia?", options=YES_NO))
    version = instrument.versions.get()
    key = version.placements.get().wording.item.key
    condition = {"question": key, "is": ["yes"]}
    make.instruments.add_question(worker.as_actor(), version.pk, make.a_statement("Onko apua?", condition=condition))
    wave = make.an_open_wave(worker, instrument)
    for person in range(yes):
        make.answer(wave, "yes", f"s{person % 3 + 2}" if person < branch else None)
    for _person in range(no):
        make.answer(wave, "no")
    return results.rows_of(make.publish(worker, wave))


def test_how_many_answered_a_branch_does_not_tell_how_few_did_not_come_to_it(worker):
    parent, branch = branching(worker, yes=12, no=3, branch=12)

    assert parent.n == 15
    assert branch.is_masked


def test_a_branch_is_shown_when_nobody_is_few(worker):
    parent, branch = branching(worker, yes=12, no=8, branch=12)

    assert (parent.n, branch.n) == (20, 12)


def test_how_many_answered_is_told_in_steps_so_that_cant_say_is_no_difference(worker):
    wave = answered(worker, "s5", "s5", "s4", "na", "s3", None, "s4", is_public=True)

    page, _csv, data, *_rest = outputs(worker, wave)

    assert wave.answered == 5
    assert "At least 5 people answered." in page
    assert json.loads(data)["answered_at_least"] == 5
    assert "7 people" not in page


def test_nobody_looks_like_few_where_a_count_is_masked(worker):
    options = tuple((code, None, False, code) for code in "vwxyz")
    instrument = make.an_instrument(worker, Wording("single", "Mikä?", options=options))
    wave = answered(worker, *"v" * 9, *"w" * 8, *"x" * 3, *"y" * 4, instrument=instrument)

    row = results.rows_of(wave)[0]

    assert {bar.code: bar.count for bar in row.bars} == {"v": 9, "w": 8, "x": None, "y": None, "z": None}


def test_groups_stand_instead_of_the_distribution(worker):
    """Beside it they would tell who of a small group chose what: here five said 5 and five said 4."""
    wave = make.an_open_wave(worker, make.an_instrument(worker, make.a_statement()), groups=GROUPS)
    for group, values in (("g1", "543254"), ("g2", "434255")):
        for value in values:
            make.answer(wave, f"s{value}", group=group)

    row = results.rows_of(make.publish(worker, wave))[0]

    assert [n for _name, n, _mean in row.groups] == [6, 6]
    assert row.bars == ()


def test_two_rounds_shortly_after_one_another_are_not_subtracted(worker):
    instrument = make.an_instrument(worker, make.a_statement())
    first = answered(worker, *["s3", "s4", "s2"] * 3, instrument=instrument)
    second = answered(worker, *["s3", "s4", "s2"] * 3, "s1", instrument=instrument)
    third = answered(worker, *["s3", "s4", "s2"] * 5, instrument=instrument)

    assert [results.rows_of(one)[0].n for one in (first, second, third)] == [9, None, 15]


def test_a_round_half_a_year_later_is_told_whoever_came_or_left(worker):
    instrument = make.an_instrument(worker, make.a_statement())
    told = []
    for people, at in ((9, clock.now() - timedelta(days=190)), (10, clock.now())):
        wave = make.an_open_wave(worker, instrument, at=at)
        for person in range(people):
            make.answer(wave, f"s{person % 3 + 2}", at=at)
        told.append(results.rows_of(make.publish(worker, wave, at))[0].n)

    assert told == [9, 10]


def named_round(worker, instrument, people):
    wave = make.a_wave(worker, instrument, reach="invited")
    inviting.invite(worker.as_actor(), wave.pk, people=[one.user.pk for one in people])
    waves.open_wave(worker.as_actor(), wave.pk)
    for number, one in enumerate(wave.invitations.order_by("pk")):
        make.answer(wave, f"s{number % 3 + 2}", code=one.code)
    return results.rows_of(make.publish(worker, wave))[0].n


def test_rounds_of_the_same_people_and_of_others_are_told_and_of_some_of_the_same_are_not(worker):
    people = [a_worker(worker.organisation) for _number in range(14)]
    instrument = make.an_instrument(worker, make.a_statement())
    first, others, exchanged = people[:6], people[6:13], [*people[:5], people[13]]

    told = [named_round(worker, instrument, some) for some in (first, others, first, exchanged, people[:7])]

    assert told == [6, 7, 6, None, None]


def test_a_round_of_all_people_of_two_others_and_one_more_is_not_told(worker):
    people = [a_worker(worker.organisation) for _number in range(11)]
    instrument = make.an_instrument(worker, make.a_statement())

    told = [named_round(worker, instrument, some) for some in (people[:5], people[5:10], people)]

    assert told == [5, 5, None]


def test_a_number_of_answers_is_looked_at_beside_every_group_of_an_earlier_round(worker):
    """Fifteen of a group answered a round; whoever may answer the next one may be the same fifteen and one more."""
    instrument = make.an_instrument(worker, make.a_statement())
    first = make.an_open_wave(worker, instrument, groups=GROUPS)
    for person in range(25):
        make.answer(first, f"s{person % 3 + 2}", group="g1" if person < 15 else "g2")
    assert [row.n for row in make.publish(worker, first).aggregates.order_by("group")] == [25, 15, 10]

    second = make.an_open_wave(worker, instrument)
    for person in range(16):
        make.answer(second, f"s{person % 3 + 2}")

    assert results.rows_of(make.publish(worker, second))[0].is_masked


def test_own_words_are_shown_when_enough_wrote_to_the_same_question(worker):
    instrument = make.an_instrument(worker, Wording("text", "Mikä onnistui?"), Wording("text", "Mitä muuta?"))
    wave = make.an_open_wave(worker, instrument)
    for person in range(6):
        make.answer(wave, f"Tämä {person}.", "Vain minä." if person < 2 else None)
    make.publish(worker, wave)
    for one in OpenAnswer.objects.filter(wave=wave):
        findings.decide_open_answer(worker.as_actor(), one.pk, decision="shown", redacted=one.text)

    many, few = results.rows_of(Wave.objects.get(pk=wave.pk))
    desk = Client()
    desk.force_login(worker.user)

    assert (len(many.texts), few.texts) == (6, ())
    page = desk.get(worker.url(f"/surveys/{wave.pk}/own-words/")).content.decode()
    assert page.count("Fewer than 5 people wrote to this question") == 1


def test_everything_that_was_published_stands_an_attack_by_somebody_who_has_it_all(worker):
    instrument = make.an_instrument(worker, make.a_statement(), make.a_statement("Toinen."))
    wave = make.an_open_wave(worker, instrument, groups=GROUPS)
    for group, values in (("g1", "543254"), ("g2", "434255")):
        for value in values:
            make.answer(wave, f"s{value}", f"s{value}", group=group)
    make.publish(worker, wave)

    assert check_results() == (1, [])


def test_figures_that_got_past_the_rules_are_found(worker, monkeypatch):
    """As if another edition of the rules had published them."""
    monkeypatch.setattr(figures, "may_tell", lambda told, *_rules: told.n > 0)
    near_the_end = answered(worker, *["s5"] * 4, "s4")
    keeper = a_worker()
    grouped = make.an_open_wave(keeper, groups=GROUPS)
    for person in range(9):
        make.answer(grouped, f"s{person % 3 + 2}", group="g1" if person < 6 else "g2")
    make.publish(keeper, grouped)

    count, problems = check_results()

    assert count == 2
    assert [(one.wave, one.problem) for one in problems] == [
        (near_the_end.pk, "the mean tells single answers"),
        (grouped.pk, "fewer than the threshold are shown"),
    ]


def test_the_attack_subtracts_an_earlier_result_in_the_same_words_of_another_questionnaire(worker, monkeypatch):
    """As if another edition of the rules had published the second beside the first."""
    answered(worker, *["s3", "s4", "s2"] * 3, instrument=make.an_instrument(worker, make.a_statement()))
    monkeypatch.setattr(publishing, "earlier_figures", lambda _wave: [])
    second = answered(worker, *["s3", "s4", "s2"] * 3, "s1", instrument=make.an_instrument(worker, make.a_statement()))

    count, problems = check_results()

    assert count == 2
    assert [(one.wave, one.problem) for one in problems] == [(second.pk, "an earlier result can be subtracted from it")]


def test_the_attack_finds_a_round_in_which_one_person_was_exchanged(worker, monkeypatch):
    people = [a_worker(worker.organisation) for _number in range(7)]
    instrument = make.an_instrument(worker, make.a_statement())
    monkeypatch.setattr(publishing, "earlier_figures", lambda _wave: [])

    told = [named_round(worker, instrument, some) for some in (people[:6], [*people[:5], people[6]])]

    assert told == [6, 6]
    assert [one.problem for one in check_results()[1]] == ["an earlier result can be subtracted from it"]


def test_groups_do_not_tell_how_few_of_one_could_not_say(worker):
    """Of the first group one couldn't say, of the second five: of both six, and that may be known."""
    first, second = make.a_statement("Ensin.", is_required=True), make.a_statement("Sitten.", is_required=True)
    first = replace(first, options=make.SCALE[:5])
    wave = make.an_open_wave(worker, make.an_instrument(worker, first, second), groups=GROUPS)
    for group, people, silent in (("g1", 15, 1), ("g2", 20, 5)):
        for person in range(people):
            values = (f"s{person % 3 + 2}", "na" if person < silent else f"s{(person + 1) % 3 + 2}")
            make.answer(wave, *values, group=group)

    told = results.rows_of(make.publish(worker, wave))

    assert [(one.n, [n for _name, n, _mean in one.groups]) for one in told] == [(35, [15, 20]), (29, [])]


def test_groups_that_leave_out_nobody_or_enough_are_told_of_every_question(worker):
    first, second = make.a_statement("Ensin.", is_required=True), make.a_statement("Sitten.", is_required=True)
    first = replace(first, options=make.SCALE[:5])
    wave = make.an_open_wave(worker, make.an_instrument(worker, first, second), groups=GROUPS)
    for group, people, silent in (("g1", 15, 0), ("g2", 20, 5)):
        for person in range(people):
            values = (f"s{person % 3 + 2}", "na" if person < silent else f"s{(person + 1) % 3 + 2}")
            make.answer(wave, *values, group=group)

    told = results.rows_of(make.publish(worker, wave))

    assert [[n for _name, n, _mean in one.groups] for one in told] == [[15, 20], [15, 15]]
