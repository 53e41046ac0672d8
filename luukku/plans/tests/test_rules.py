"""What is worked out about plans without a database: seals, signers, states, quotation marks."""

from datetime import date
from uuid import UUID, uuid4

import pytest

from luukku.plans.rules import signers, states
from luukku.plans.rules.content import (
    ActionContent,
    GoalContent,
    PartContent,
    PlanContent,
    Text,
    WordsContent,
    canonical,
    content_hash,
    text_hash,
)
from luukku.plans.rules.signers import Guardianship, Holder
from luukku.plans.rules.wording import quoted

TODAY = date(2026, 11, 21)
ZAHRA, REZA, NIKA, ARMAN = (UUID(int=number) for number in range(1, 5))


def a_content(**changes: object) -> PlanContent:
    shared = PartContent(
        kind="shared",
        person=None,
        view=Text("Arki sujuu.", "زندگی خوب است."),
        words=(WordsContent(ZAHRA, Text("Haluan oppia.", "می‌خواهم یاد بگیرم.")),),
        goals=(
            GoalContent(Text("Puhun suomea.", "فنلاندی"), (ActionContent(Text("aloittaa", "شروع"), TODAY, ZAHRA),)),
        ),
    )
    parts: dict[str, object] = {
        "worker_language": "fi",
        "family_language": "fa",
        "greeting": Text("Hei", "سلام"),
        "parts": (shared,),
    }
    return PlanContent(**{**parts, **changes})  # type: ignore[arg-type]


def test_the_seal_is_known_forever():
    """A change of the canonical form would orphan every confirmation: give it a new FORM instead."""
    assert content_hash(a_content()) == "ba5fbff41695515094ac1c8394c7f7217ec33a12f6e8728147afbf08c2c8a730"


def test_the_same_content_from_other_rows_has_the_same_seal():
    moved = a_content(parts=tuple(_with_refs(part) for part in a_content().parts))

    assert [len(part.words) for part in moved.parts] == [1]
    assert content_hash(moved) == content_hash(a_content())


def _with_refs(part: PartContent) -> PartContent:
    words = tuple(WordsContent(one.person, one.text, one.is_described, uuid4()) for one in part.words)
    return PartContent(part.kind, part.person, part.view, words, part.goals, uuid4())


@pytest.mark.parametrize(
    "changes",
    [
        {"greeting": Text("Hei!", "سلام")},
        {"greeting": Text("Hei", "سلام!")},
        {"family_language": "ar"},
        {"is_interpreted_aloud": True},
        {"parts": ()},
    ],
)
def test_any_change_of_content_changes_the_seal(changes):
    assert content_hash(a_content(**changes)) != content_hash(a_content())


def test_moving_a_sentence_from_one_field_to_the_next_changes_the_seal():
    assert canonical(a_content(greeting=Text("a", "b"))) != canonical(a_content(greeting=Text("ab", "")))


def test_a_shown_text_is_hashed_line_by_line():
    assert text_hash("a", "b") != text_hash("ab")


@pytest.mark.parametrize(("text", "paired"), [(("a", "b"), True), (("", ""), True), (("a", " "), False)])
def test_a_pair_is_full_or_empty(text, paired):
    assert Text(*text).is_paired is paired


def test_adults_sign_for_themselves_and_guardians_for_the_children():
    holders = [Holder(NIKA, True, date(2019, 1, 1)), Holder(ZAHRA, False)]

    found = signers.needed_signers(holders, [Guardianship(NIKA, ZAHRA), Guardianship(NIKA, REZA)], TODAY)

    assert set(found) == {ZAHRA, REZA}
    assert (found[ZAHRA].for_themselves, found[ZAHRA].wards) == (True, (NIKA,))
    assert (found[REZA].for_themselves, found[REZA].wards) == (False, (NIKA,))


def test_a_guardian_of_a_sibling_outside_the_plan_signs_nothing():
    found = signers.needed_signers([Holder(NIKA, True), Holder(ZAHRA, False)], [Guardianship(ARMAN, REZA)], TODAY)

    assert set(found) == {ZAHRA}


def test_on_the_eighteenth_birthday_the_child_signs_and_the_guardian_does_not():
    nika = Holder(NIKA, True, date(2008, 11, 21))

    assert set(signers.needed_signers([nika], [Guardianship(NIKA, REZA)], date(2026, 11, 20))) == {REZA}
    assert set(signers.needed_signers([nika], [Guardianship(NIKA, REZA)], TODAY)) == {NIKA}


def test_a_child_without_a_guardian_is_noticed():
    holders = [Holder(NIKA, True), Holder(ARMAN, True), Holder(ZAHRA, False)]

    assert signers.children_without_guardian(holders, [Guardianship(NIKA, ZAHRA)], TODAY) == (ARMAN,)


def test_a_reader_reads_their_own_part_and_their_wards_but_no_other_adults():
    holders = [Holder(NIKA, True), Holder(ARMAN, True), Holder(ZAHRA, False), Holder(REZA, False)]
    rights = [Guardianship(NIKA, REZA), Guardianship(ARMAN, ZAHRA)]

    assert signers.readable_people(REZA, holders, rights) == {REZA, NIKA}


@pytest.mark.parametrize(
    ("state", "following", "allowed"),
    [
        ("draft", "offered", True),
        ("draft", "in_force", False),
        ("offered", "in_force", True),
        ("offered", "withdrawn", True),
        ("offered", "draft", False),
        ("in_force", "ended", True),
        ("superseded", "in_force", False),
        ("withdrawn", "offered", False),
        ("unknown", "offered", False),
    ],
)
def test_states_follow_each_other_as_the_law_of_plans_says(state, following, allowed):
    assert states.may_follow(state, following) is allowed


@pytest.mark.parametrize(
    ("text", "language", "shown"),
    [
        ("Hei", "fi", "”Hei”"),
        ("سلام", "fa", "«سلام»"),
        ("Salaan", "so", "“Salaan”"),
        ("”Hei”", "fi", "”Hei”"),
        ("", "fi", ""),
    ],
)
def test_words_get_the_quotation_marks_of_their_language(text, language, shown):
    assert quoted(text, language) == shown
