"""Each text's translation: who made it, from which wording, who checked it, and what the family sees of that."""

import pytest

from luukku.core.errors import RuleViolation
from luukku.plans.models import Goal, PlanPart, TextTranslation
from luukku.plans.rules.translated import Standing, pair_hash
from luukku.plans.services import contents, suggesting, texts, translations
from luukku.plans.services.drafts import revise_plan
from luukku.plans.services.translations import Translator
from luukku.plans.suggestions import in_languages
from luukku.plans.tests import factories as make
from luukku.plans.tests.pages import desk_of, text_of

pytestmark = pytest.mark.django_db

DRAFT_MARK = "Draft translation"


@pytest.fixture
def plan():
    return make.a_draft_plan()


@pytest.fixture
def actor(plan):
    return make.worker_of(plan.case).as_actor()


@pytest.fixture
def part(plan):
    return plan.parts.get(kind=PlanPart.Kind.SHARED)


def standing_of(plan, row, field):
    return translations.standings_of(plan, contents.content_of(plan))[(row.pk, field)]


def test_what_a_worker_translates_is_a_draft_until_it_is_checked(plan, actor, part):
    goal = texts.add_goal(actor, part.pk, title="Muutamme.", title_family="ننتقل")

    assert standing_of(plan, goal, "title") is Standing.DRAFT
    html = text_of(desk_of(plan.case).get("plan-family", plan.pk))
    seen = {(goal.pk, "title"): pair_hash("Muutamme.", "ننتقل")}
    translations.check_translations(actor, plan.pk, checker_name="Tulkki 4711", seen=seen)

    assert "lk-draft" in html
    assert standing_of(plan, goal, "title") is Standing.CHECKED
    assert "lk-draft" not in text_of(desk_of(plan.case).get("plan-family", plan.pk))


def test_a_changed_source_makes_a_checked_translation_outdated(plan, actor, part):
    goal = texts.add_goal(actor, part.pk, title="Muutamme.", title_family="ننتقل")
    seen = {(goal.pk, "title"): pair_hash("Muutamme.", "ننتقل")}
    translations.check_translations(actor, plan.pk, checker_name="Tulkki 4711", seen=seen)

    texts.change_goal(actor, goal.pk, version=1, title="Muutamme syksyllä.", title_family="ننتقل")

    assert standing_of(plan, goal, "title") is Standing.OUTDATED


def test_a_translation_of_which_nothing_was_noted_is_outdated_when_only_its_source_changes(plan, actor, part):
    goal = texts.add_goal(actor, part.pk, title="Muutamme.", title_family="ننتقل")
    TextTranslation.objects.all().delete()

    texts.change_goal(actor, goal.pk, version=1, need_id=None, title="Jäämme.", title_family="ننتقل")

    assert standing_of(plan, goal, "title") is Standing.OUTDATED
    assert TextTranslation.objects.get(row=goal.pk).maker == "unknown"


def test_saving_a_text_as_it_stands_claims_no_translator(plan, actor, part):
    goal = texts.add_goal(actor, part.pk, title="Muutamme.", title_family="ننتقل")
    TextTranslation.objects.all().delete()
    desk = desk_of(plan.case)
    form = desk.get("goal-edit", goal.pk).context["form"]

    desk.post("goal-edit", goal.pk, data={**form.initial, "version": 1})

    assert form.initial["translated_by"] == "unknown"
    assert not TextTranslation.objects.exists()
    assert standing_of(plan, goal, "title") is Standing.UNKNOWN


def test_who_translated_an_older_text_can_still_be_told(plan, actor, part):
    goal = texts.add_goal(actor, part.pk, title="Muutamme.", title_family="ننتقل")
    TextTranslation.objects.all().delete()
    by = Translator(TextTranslation.Maker.AGENCY, "Sana Oy")

    texts.change_goal(actor, goal.pk, version=1, title="Muutamme.", title_family="ننتقل", translator=by)

    assert standing_of(plan, goal, "title") is Standing.UNCHECKED


def test_a_translation_written_before_its_text_is_of_the_text_that_is_written_then(plan, actor, part):
    texts.change_part(actor, part.pk, version=1, view="", view_family="جيد")

    texts.change_part(actor, part.pk, version=2, view="Hyvin.", view_family="جيد")

    assert standing_of(plan, part, "view") is Standing.DRAFT


def test_a_check_of_an_older_translation_says_who_checked_and_not_who_made_it(plan, actor, part):
    goal = texts.add_goal(actor, part.pk, title="Muutamme.", title_family="ننتقل")
    TextTranslation.objects.all().delete()
    seen = {(goal.pk, "title"): pair_hash("Muutamme.", "ننتقل")}

    translations.check_translations(actor, plan.pk, checker_name="Tulkki 4711", seen=seen)

    html = text_of(desk_of(plan.case).get("plan-translations", plan.pk))
    assert "Checked by Tulkki 4711" in html
    assert "A worker, " not in html


def test_an_interpreters_translation_is_no_draft(plan, actor, part):
    by = Translator(TextTranslation.Maker.INTERPRETER, "4711")
    goal = texts.add_goal(actor, part.pk, title="Muutamme.", title_family="ننتقل", translator=by)

    assert standing_of(plan, goal, "title") is Standing.UNCHECKED
    assert "lk-draft" not in text_of(desk_of(plan.case).get("plan-family", plan.pk))


def test_what_is_known_of_a_translation_goes_on_to_the_next_version(plan, actor, part):
    by = Translator(TextTranslation.Maker.AGENCY, "Sana Oy")
    texts.add_goal(actor, part.pk, title="Muutamme.", title_family="ننتقل", translator=by)
    goal = Goal.objects.get(title="Muutamme.")
    from luukku.plans.services.actions import Doer, add_action

    add_action(actor, goal.pk, doer=Doer(other="Leena"), what="auttaa", what_family="تساعد")
    make.everybody_confirms(make.offer(plan, make.worker_of(plan.case)), make.worker_of(plan.case))

    draft = revise_plan(actor, plan.pk)

    copied = TextTranslation.objects.get(plan=draft, row=Goal.objects.get(part__plan=draft, title="Muutamme.").pk)
    assert (copied.maker, copied.maker_name) == ("agency", "Sana Oy")


def test_nobody_checks_what_they_have_not_read(plan, actor, part):
    goal = texts.add_goal(actor, part.pk, title="Muutamme.", title_family="ننتقل")
    stale = {(goal.pk, "title"): pair_hash("Jotain muuta.", "ننتقل")}

    with pytest.raises(RuleViolation, match="changed while you were reading"):
        translations.check_translations(actor, plan.pk, checker_name="X", seen=stale)


def test_the_page_lists_each_text_and_notes_the_check(plan, actor, part):
    goal = texts.add_goal(actor, part.pk, title="Muutamme.", title_family="ننتقل")
    desk = desk_of(plan.case)
    seen = f"{goal.pk}:title:{pair_hash('Muutamme.', 'ننتقل')}"

    html = text_of(desk.get("plan-translations", plan.pk))
    empty = desk.post("plan-translations", plan.pk, data={"checker_name": "Tulkki"})
    nonsense = desk.post("plan-translations", plan.pk, data={"checker_name": "Tulkki", "seen": "x:y"})
    done = desk.post("plan-translations", plan.pk, data={"checker_name": "Tulkki 1", "seen": [seen]})

    assert seen in html
    assert (empty.status_code, nonsense.status_code, done.status_code) == (422, 422, 302)
    assert TextTranslation.objects.get(row=goal.pk).checker_name == "Tulkki 1"


def test_ready_goals_come_in_both_languages_and_are_drafts(plan, actor):
    adult = plan.parts.get(kind=PlanPart.Kind.ADULT)
    ready = in_languages("fi", "ar")

    suggesting.add_suggestions(actor, adult.pk, chosen=ready[:2])

    goals = Goal.objects.filter(part=adult)
    assert goals.count() == 2
    assert all(goal.actions.count() == 2 for goal in goals)
    assert set(TextTranslation.objects.filter(plan=plan).values_list("maker", flat=True)) == {"ready"}
    assert in_languages("fi", "am")[0].title.family == ""


def test_the_page_of_suggestions_adds_the_chosen_ones(plan):
    adult = plan.parts.get(kind=PlanPart.Kind.ADULT)
    desk = desk_of(plan.case)

    nothing = desk.post("part-suggestions", adult.pk)
    chosen = desk.post("part-suggestions", adult.pk, data={"goals": ["language"]})

    assert (nothing.status_code, chosen.status_code) == (422, 302)
    assert Goal.objects.filter(part=adult).count() == 1


def test_a_text_that_is_emptied_forgets_its_translation(plan, actor, part):
    texts.change_part(actor, part.pk, version=1, view="Hyvin.", view_family="جيد")
    texts.change_part(actor, part.pk, version=2, view="Hyvin.", view_family="")

    assert not TextTranslation.objects.filter(row=part.pk).exists()
