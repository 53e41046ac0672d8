"""Whom a template asks, what answers suggest, and how two writers' answers come together."""

import pytest

from luukku.plans.rules import interview as rules
from luukku.plans.rules import merging
from luukku.plans.services.templates import read_template

TEMPLATE = rules.structure(read_template("initial_interview.v1")["structure"])
ZAHRA, NIKA, ARMAN = "zahra", "nika", "arman"


def section(code: str) -> rules.Section:
    return next(one for one in TEMPLATE.sections if one.id == code)


def asked(*codes: str) -> tuple[rules.Asked, ...]:
    return tuple(
        one for code in codes for one in rules.asked(section(code), ZAHRA, is_child=False, children=(NIKA, ARMAN))
    )


def test_an_adult_is_asked_about_themselves_the_family_and_each_child():
    assert {one.about for one in asked("language", "everyday", "children")} == {ZAHRA, rules.FAMILY, NIKA, ARMAN}


def test_a_child_with_an_interview_is_asked_about_themselves():
    found = rules.asked(section("children"), NIKA, is_child=True, children=(NIKA, ARMAN))

    assert {one.about for one in found} == {NIKA}
    assert rules.asked(section("language"), NIKA, is_child=True, children=()) == ()


@pytest.mark.parametrize(
    ("age", "left_out"), [(3, {"school_support"}), (6, set()), (8, {"early_education"}), (None, set())]
)
def test_a_child_is_asked_what_its_age_makes_sense_of(age, left_out):
    questions = section("children").questions

    assert {one.id for one in questions if not rules.concerns_age(one, age)} == left_out


def test_every_point_of_the_decrees_list_is_asked_or_told():
    points = {f"869/2024:2-1-{number}" for number in range(1, 10)} | {
        f"869/2024:2-3-{number}" for number in range(1, 5)
    }
    covered = {point for question in TEMPLATE.questions() for point in question.covers}
    covered |= {point for telling in TEMPLATE.tellings for point in telling.covers}

    assert points <= covered


@pytest.mark.parametrize(("code", "options"), [("reading", "well"), ("finnish", "a1"), ("parenthood", "skip")])
def test_choices_come_from_the_question_or_its_kind(code, options):
    question = next(one for one in TEMPLATE.questions() if one.id == code)

    assert options in rules.options_of(question, TEMPLATE)


def test_a_text_has_no_choices():
    question = next(one for one in TEMPLATE.questions() if one.id == "goal")

    assert rules.options_of(question, TEMPLATE) == ()


def test_answers_suggest_needs_and_decide_nothing():
    answers = {
        f"{ZAHRA}.reading": "little",
        f"{ZAHRA}.services": ["job_search", "groups"],
        f"{NIKA}.hobby": "Uinti",
        "family.housing": "good",
    }

    found = rules.suggested_domains(asked("language", "wishes", "everyday", "children"), answers)

    assert found == {ZAHRA: ("language", "work", "participation"), NIKA: ("participation",)}


def test_the_workers_own_conclusions_are_needed_and_the_familys_answers_are_not():
    missing = rules.unanswered_by_worker(asked("language", "next"), {})

    assert {one.question.id for one in missing} == {"own_plan", "place"}


def test_another_place_than_the_office_needs_a_reason():
    answers = {f"{ZAHRA}.own_plan": "needed", "family.place": "remote"}

    missing = rules.unanswered_by_worker(asked("next"), answers)

    assert [one.question.id for one in missing] == ["reason_for_place"]
    assert rules.unanswered_by_worker(asked("next"), answers | {"family.reason_for_place": "Pitkä matka"}) == ()


def test_a_telling_is_found_by_its_code():
    assert TEMPLATE.telling("aims") is not None
    assert TEMPLATE.telling("weather") is None


def test_changes_to_different_answers_come_together():
    seen = merging.marks({"a": "old", "b": "old"})

    merged = merging.merge(seen, {"a": "mine", "b": "old"}, {"a": "old", "b": "theirs"})

    assert merged == merging.Merged({"a": "mine", "b": "theirs"}, ())


def test_what_both_changed_is_disputed_and_the_writers_own_stands_in_front():
    merged = merging.merge(merging.marks({"a": "old"}), {"a": "mine"}, {"a": "theirs"})

    assert merged == merging.Merged({"a": "mine"}, ("a",))


def test_the_same_change_by_both_is_no_dispute():
    assert merging.merge(merging.marks({"a": "old"}), {"a": "new"}, {"a": "new"}).disputed == ()


def test_nothing_written_is_nothing_whatever_shape_it_has():
    assert merging.mark("") == merging.mark(None) == merging.mark([])
