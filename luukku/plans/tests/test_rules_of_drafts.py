"""What a draft lacks, and what changed between two versions."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from luukku.plans.rules.compare import Kind, compare
from luukku.plans.rules.content import (
    ActionContent,
    GoalContent,
    OtherPlanContent,
    PartContent,
    PlanContent,
    Text,
    WordsContent,
)
from luukku.plans.rules.gaps import Lack, gaps

ZAHRA, NIKA, STRANGER = (UUID(int=number) for number in range(1, 4))
STEP = ActionContent(Text("aloittaa", "شروع"), date(2026, 11, 27), ZAHRA)
GOAL = GoalContent(Text("Puhun suomea.", "فنلاندی"), (STEP,), UUID(int=77))
SHARED = PartContent("shared", None, Text("Hyvin.", "خوب"), (), (GOAL,), UUID(int=70))
ADULT = PartContent("adult", ZAHRA)
CHILD = PartContent("child", NIKA, words=(WordsContent(NIKA, Text("Uimaan!", "شنا"), ref=UUID(int=80)),))
WHOLE = PlanContent("fi", "fa", Text("Hei", "سلام"), (SHARED, CHILD, ADULT))


def lacks(content: PlanContent, **more: object) -> list[Lack]:
    return [gap.lack for gap in gaps(content, [ZAHRA, NIKA], **more)]  # type: ignore[arg-type]


def test_a_whole_draft_lacks_nothing():
    assert lacks(WHOLE) == []


def test_the_shared_part_a_goal_and_its_steps_are_needed():
    bare = replace(SHARED, goals=(replace(GOAL, actions=()),))

    assert lacks(replace(WHOLE, parts=(CHILD, ADULT))) == [Lack.SHARED_PART, Lack.GOAL]
    assert lacks(replace(WHOLE, parts=(bare, CHILD, ADULT))) == [Lack.ACTION]


def test_everybody_of_today_has_a_part_and_nobody_else():
    without = replace(WHOLE, parts=(SHARED, ADULT, PartContent("adult", STRANGER)))

    assert lacks(without) == [Lack.MEMBERS_PART, Lack.FORMER_MEMBER]


def test_a_child_needs_somebody_who_decides_and_a_plan_somebody_who_signs():
    assert lacks(WHOLE, unguarded=[NIKA]) == [Lack.GUARDIAN]
    assert [gap.lack for gap in gaps(replace(WHOLE, parts=(SHARED,)), [])] == [Lack.SIGNER]


def test_a_text_in_one_language_only_is_named_with_its_place():
    half = replace(
        WHOLE,
        greeting=Text("Hei", ""),
        parts=(
            replace(SHARED, view=Text("", "خوب")),
            replace(CHILD, words=(replace(CHILD.words[0], text=Text("A", "")),)),
            ADULT,
        ),
    )

    assert [(gap.where, gap.lack) for gap in gaps(half, [ZAHRA, NIKA])] == [
        ("greeting", Lack.PAIR),
        ("part", Lack.PAIR),
        ("words", Lack.PAIR),
    ]


def test_goals_and_steps_in_one_language_are_named_too():
    half = replace(GOAL, title=Text("Puhun.", ""), actions=(replace(STEP, what=Text("aloittaa", "")),))

    found = gaps(replace(WHOLE, parts=(replace(SHARED, goals=(half,)), CHILD, ADULT)), [ZAHRA, NIKA])

    assert [gap.where for gap in found] == ["goal", "action"]


def test_missing_pairs_are_fine_when_they_are_interpreted_aloud_or_there_is_one_language():
    half = replace(WHOLE, greeting=Text("Hei", ""))

    assert lacks(replace(half, is_interpreted_aloud=True)) == []
    assert lacks(replace(half, family_language="fi")) == []


def test_the_same_versions_differ_in_nothing():
    assert not any(chapter.is_changed for chapter in compare(WHOLE, WHOLE))


def test_a_changed_goal_stands_beside_the_old_one():
    newer = replace(SHARED, goals=(replace(GOAL, title=Text("Opiskelen.", "درس")),))

    shared = compare(WHOLE, replace(WHOLE, parts=(newer, CHILD, ADULT)))[1]

    changed = [change for change in shared.changes if not change.is_same]
    assert [(one.before.text.worker, one.after.text.worker) for one in changed if one.before and one.after] == [
        ("Puhun suomea.", "Opiskelen.")
    ]


def test_what_came_and_what_went_have_an_empty_side():
    newer = replace(
        WHOLE, greeting=Text("", ""), parts=(SHARED, replace(CHILD, words=()), PartContent("adult", STRANGER))
    )

    changes = {(one.kind, one.person): one.changes for one in compare(WHOLE, newer)}

    assert changes["greeting", None][0].after is None
    assert changes["child", NIKA][0].after is None
    assert ("adult", ZAHRA) in changes


def test_a_greeting_follows_the_older_one_however_different_it_is():
    older, newer = (replace(WHOLE, greeting=Text(words, "")) for words in ("Tervetuloa meille.", "Kuulumme pian."))

    (change,) = [one for one in compare(older, newer)[0].changes if not one.is_same]

    assert (change.before.text.worker, change.after.text.worker) == ("Tervetuloa meille.", "Kuulumme pian.")


def test_the_same_other_plan_follows_itself_and_another_holders_does_not():
    plan = OtherPlanContent("client_plan", "", "Päiväkoti", says=Text("Kieli ensin.", ""))
    after = (replace(plan, says=Text("Nyt luetaan.", "")), replace(plan, holder="Koulu", says=Text("Kieli ensin.", "")))
    older, newer = (replace(WHOLE, parts=(replace(SHARED, other_plans=one),)) for one in ((plan,), after))

    found = [one for one in compare(older, newer)[1].changes if not one.is_same]

    assert [(one.before and one.before.doer, one.after and one.after.doer) for one in found] == [
        ("Päiväkoti", "Päiväkoti"),
        (None, "Koulu"),
    ]


def test_an_action_with_another_day_has_changed():
    later = replace(GOAL, actions=(replace(STEP, due_on=None),))

    shared = compare(WHOLE, replace(WHOLE, parts=(replace(SHARED, goals=(later,)), CHILD, ADULT)))[1]

    changed = [change for change in shared.changes if not change.is_same]
    assert [one.after.kind for one in changed if one.after] == [Kind.ACTION]
