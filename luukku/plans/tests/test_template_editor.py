"""An organisation's own interview questions: written in a draft, held to the decree, frozen when published."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from luukku.accounts.tests.factories import a_unit, a_worker, an_organisation
from luukku.core.actor import Role
from luukku.core.errors import Conflict, RuleViolation
from luukku.plans.models import InterviewTemplate
from luukku.plans.rules import template_editing as editing
from luukku.plans.rules import template_words as wording
from luukku.plans.services import interviews, template_drafts, template_texts, templates
from luukku.plans.services.tellings import content_from
from luukku.plans.services.template_drafts import QuestionTold, fingerprint
from luukku.plans.tests import factories as make
from luukku.plans.tests.pages import Desk, text_of

pytestmark = pytest.mark.django_db
KEY = "initial_interview"


@pytest.fixture
def writer():
    templates.load_templates()
    return a_worker(an_organisation(), roles=(Role.ADMINISTRATOR,))


@pytest.fixture
def actor(writer):
    return writer.as_actor()


@pytest.fixture
def draft(actor) -> InterviewTemplate:
    return template_drafts.start_draft(actor, KEY)


def again(draft: InterviewTemplate) -> InterviewTemplate:
    draft.refresh_from_db()
    return draft


def own_question(actor, draft, **told) -> str:
    told = {"text": "Onko perheessä lemmikkejä?", "kind": "yes_no", "scope": "family"} | told
    return template_drafts.add_question(actor, draft.pk, section="everyday", told=QuestionTold(**told))


def test_a_draft_begins_from_what_is_in_use_and_there_is_one_at_a_time(actor, draft):
    assert (draft.version, draft.state, draft.based_on.organisation_id) == (1, "draft", None)
    with pytest.raises(RuleViolation, match="already being written"):
        template_drafts.start_draft(actor, KEY)


def test_only_who_leads_or_administers_the_whole_organisation_writes(writer, draft):
    unit_leader = a_worker(unit=a_unit(writer.organisation), roles=(Role.SUPERVISOR,)).as_actor()
    worker = a_worker(writer.organisation).as_actor()

    for stranger in (unit_leader, worker):
        with pytest.raises(PermissionDenied):
            template_drafts.start_draft(stranger, KEY)
        with pytest.raises(PermissionDenied):
            template_drafts.publish(stranger, draft.pk)


def test_what_the_decree_asks_for_cannot_be_left_out_but_can_be_reworded(actor, draft):
    with pytest.raises(RuleViolation, match="869/2024, 2 §"):
        template_drafts.remove_question(actor, draft.pk, "reading")

    present = template_drafts.question_told(draft.content, "reading")
    told = QuestionTold(**{**present, "text": "Luetko omalla kielelläsi?", "kind": "text", "domain": "work"})
    template_drafts.change_question(actor, draft.pk, "reading", version=fingerprint(present), told=told)

    question = editing.question_of(again(draft).content, "reading") or {}
    assert (question["kind"], question["covers"]) == ("choice", ["869/2024:2-1-1"])
    assert draft.content["words"]["fi"]["texts"]["question.reading"] == "Luetko omalla kielelläsi?"
    assert question["options"] == ["well", "little", "not_yet"]


def test_a_reworded_question_leaves_its_translations_behind_and_shows_none_of_them(actor, draft):
    present = template_drafts.question_told(draft.content, "reading")
    told = QuestionTold(**{**present, "text": "Luetko?"})
    template_drafts.change_question(actor, draft.pk, "reading", version=fingerprint(present), told=told)

    content = content_from(again(draft).content)
    assert wording.group(draft.content, "question.reading", "ar").state == "stale"
    assert content.text("question.reading", "ar") == ""
    assert content.text("question.reading", "sv") == "Luetko?"


def test_an_own_question_is_added_moved_and_taken_away(actor, draft):
    code = own_question(actor, draft)
    template_drafts.move_question(actor, draft.pk, code, step=-1)
    moved = [one["id"] for one in (editing.section_of(again(draft).content, "everyday") or {})["questions"]]

    template_drafts.remove_question(actor, draft.pk, code)

    assert moved.index(code) == len(moved) - 2
    assert editing.question_of(again(draft).content, code) is None
    assert not [key for key in draft.content["words"]["fi"]["texts"] if code in key]


def test_a_question_moves_over_the_edge_of_its_section(actor, draft):
    template_drafts.move_question(actor, draft.pk, "reading", step=-1)
    template_drafts.move_question(actor, draft.pk, "arrived_on", step=-1)

    first, second = editing.sections_of(again(draft).content)[:2]
    assert first["questions"][0]["id"] == "reading"
    assert first["questions"][-1]["id"] == "arrived_on"
    assert second["questions"][0]["id"] == "schooling"


def test_two_who_reword_the_same_question_see_both_texts(actor, draft):
    """Attack 53, among those who write questions."""
    code = own_question(actor, draft)
    present = template_drafts.question_told(again(draft).content, code)
    seen = fingerprint(present)
    for text in ("Heidän", "Minun"):
        told = QuestionTold(**{**present, "text": text})
        if text == "Heidän":
            template_drafts.change_question(actor, draft.pk, code, version=seen, told=told)
            continue
        with pytest.raises(Conflict) as caught:
            template_drafts.change_question(actor, draft.pk, code, version=seen, told=told)

    assert [(one.theirs, one.yours) for one in caught.value.fields] == [("Heidän", "Minun")]


def test_a_condition_looks_only_backwards_and_never_at_what_the_decree_asks_for(actor, draft):
    code = own_question(actor, draft)
    template_drafts.set_condition(actor, draft.pk, code, question="housing", answers=["soon"])

    question = editing.question_of(again(draft).content, code) or {}
    assert question["condition"] == {"question": "housing", "answers": ["soon"]}
    with pytest.raises(RuleViolation, match="comes before"):
        template_drafts.set_condition(actor, draft.pk, code, question="family_plan", answers=["yes"])
    with pytest.raises(RuleViolation, match="asked always"):
        template_drafts.set_condition(actor, draft.pk, "worries", question="works_well", answers=["x"])


def test_a_condition_that_looks_at_nothing_keeps_the_draft_back(actor, draft):
    code = own_question(actor, draft)
    asks = own_question(actor, draft, text="Mikä lemmikki?", kind="text")
    template_drafts.set_condition(actor, draft.pk, asks, question=code, answers=["yes"])
    template_drafts.move_question(actor, draft.pk, asks, step=-1)

    found = editing.problems(again(draft).content, template_drafts.newest_default(KEY).content)

    assert [(one.code, one.about) for one in found] == [("condition", asks)]
    with pytest.raises(RuleViolation, match="put right"):
        template_drafts.publish(actor, draft.pk)


def test_what_is_published_is_sealed_in_use_and_never_changes(actor, draft):
    own_question(actor, draft)
    published = template_drafts.publish(actor, draft.pk)

    assert (published.state, published.valid_from, len(published.content_hash)) == ("published", actor.day, 64)
    assert templates.current_template(KEY, actor.day, actor.organisation_id) == published
    with pytest.raises(PermissionDenied):
        own_question(actor, draft)
    with pytest.raises(IntegrityError, match="do not change"), transaction.atomic():
        InterviewTemplate.objects.filter(pk=draft.pk).update(content={})


def test_the_next_version_takes_the_place_of_the_one_before(actor, draft):
    first = template_drafts.publish(actor, draft.pk)
    second = template_drafts.publish(actor, template_drafts.start_draft(actor, KEY).pk)

    first.refresh_from_db()
    assert (first.state, second.version, second.based_on) == ("superseded", 2, first)
    assert templates.current_template(KEY, actor.day, actor.organisation_id) == second


def test_out_of_use_the_questions_of_the_product_are_in_use_again(actor, draft):
    published = template_drafts.publish(actor, draft.pk)
    template_drafts.retire(actor, published.pk)

    assert templates.current_template(KEY, actor.day, actor.organisation_id).organisation_id is None


def test_other_organisations_keep_the_questions_of_the_product(actor, draft):
    template_drafts.publish(actor, draft.pk)

    assert templates.current_template(KEY, actor.day, an_organisation().pk).organisation_id is None


def test_an_interview_under_way_keeps_the_version_it_began_with():
    interview = make.an_interview()
    actor = a_worker(interview.case.organisation, roles=(Role.ADMINISTRATOR,)).as_actor()
    template_drafts.publish(actor, template_drafts.start_draft(actor, KEY).pk)

    interview.refresh_from_db()
    other = make.a_case_with_family(make.worker_of(interview.case))[1]
    assert interview.template.organisation_id is None
    assert make.an_interview(make.worker_of(other), other).template.organisation_id == actor.organisation_id
    assert interviews.save_interview(
        make.worker_of(interview.case).as_actor(), interview.pk, version=1, answers={"family.worries": "x"}
    )


def test_attack_43_nobody_checks_a_translation_of_their_own(actor, draft, writer):
    """Attack 43: approving one's own."""
    code = f"question.{own_question(actor, draft)}"
    seen = fingerprint(wording.texts_of(again(draft).content, code, "sv"))
    template_texts.change_texts(actor, draft.pk, code, "sv", version=seen, texts={"": "Har familjen husdjur?"})

    with pytest.raises(RuleViolation, match="else than its writer"):
        template_texts.check_translation(actor, draft.pk, code, "sv")
    other = a_worker(writer.organisation, roles=(Role.SUPERVISOR,)).as_actor()
    template_texts.check_translation(other, draft.pk, code, "sv")

    assert wording.group(again(draft).content, code, "sv").state == "checked"


def test_a_missing_translation_cannot_be_checked(actor, draft):
    code = f"question.{own_question(actor, draft)}"

    assert wording.group(again(draft).content, code, "ar").state == "missing"
    with pytest.raises(RuleViolation, match="missing"):
        template_texts.check_translation(actor, draft.pk, code, "ar")


def test_a_retold_telling_is_a_new_version_and_its_translation_has_as_many_sentences(actor, draft):
    seen = fingerprint(wording.texts_of(draft.content, "telling.aims", "fi"))
    told = {"title": "Mihin pyrimme", "sentences": "Autamme alkuun.\nKuuntelemme."}
    template_texts.change_texts(actor, draft.pk, "telling.aims", "fi", version=seen, texts=told)

    version = next(one["version"] for one in again(draft).content["structure"]["tellings"] if one["id"] == "aims")
    assert version == 2
    assert content_from(draft.content).telling("aims", "ar").language == "fi"
    seen = fingerprint(wording.texts_of(draft.content, "telling.aims", "sv"))
    with pytest.raises(RuleViolation, match="2 sentences"):
        template_texts.change_texts(
            actor, draft.pk, "telling.aims", "sv", version=seen, texts={"title": "Mål", "sentences": "Vi hjälper."}
        )


def test_sections_are_added_moved_and_taken_away_when_empty(actor, draft):
    code = template_texts.add_section(actor, draft.pk, title="Lemmikit")
    template_texts.move_section(actor, draft.pk, code, step=-1)

    codes = [one["id"] for one in editing.sections_of(again(draft).content)]
    assert codes.index(code) == len(codes) - 3
    with pytest.raises(RuleViolation, match="still has questions"):
        template_texts.remove_section(actor, draft.pk, "language")
    template_texts.remove_section(actor, draft.pk, code)
    assert editing.section_of(again(draft).content, code) is None


def test_the_pages_of_the_editor_lead_from_a_draft_into_use(writer):
    desk = Desk(writer)
    desk.post("template-start", KEY)
    draft = InterviewTemplate.objects.get(state="draft")
    sent = {"text": "Onko teillä lemmikkejä?", "kind": "choice", "scope": "family", "new_options": "Koira\nKissa"}
    desk.post("template-question-add", draft.pk, "everyday", data=sent)
    own = next(one for one in editing.questions_of(again(draft).content) if one.get("own"))

    page = text_of(desk.get("template", draft.pk))
    removing = desk.client.get(desk.post("template-question-remove", draft.pk, "reading").url)
    form = text_of(desk.get("template-question", draft.pk, own["id"]))
    condition = text_of(desk.get("template-condition", draft.pk, own["id"], query="?on=housing"))
    desk.post("template-condition", draft.pk, own["id"], data={"answers": ["soon"]}, query="?on=housing")
    desk.post("template-question-move", draft.pk, own["id"], data={"step": "up"})
    previews = [text_of(desk.get("template-preview", draft.pk, query=query)) for query in ("", "?mode=room&step=4")]
    asked = text_of(desk.get("template-publish", draft.pk))
    desk.post("template-publish", draft.pk)

    assert "Can't be left out" in page
    assert "asks for it" in text_of(removing)
    assert "Koira" in form
    assert 'value="soon"' in condition
    assert all('dir="rtl"' in html for html in previews)
    assert "Missing 1 of" in asked
    assert again(draft).state == "published"
    assert "your organisation's own questions" in text_of(desk.get("templates"))


@pytest.mark.parametrize("what", ["question", "section", "telling"])
def test_attack_60_labels_and_translations_are_shown_as_text_only(writer, what):
    """Attack 60: markup in a question, a title or a translation, seen at the desk, in the room and in the editor."""
    evil = '<script>alert(1)</script><img src=x onerror="alert(2)">'
    actor, desk = writer.as_actor(), Desk(writer)
    draft = template_drafts.start_draft(actor, KEY)
    code = {"question": "question.reading", "section": "section.language", "telling": "telling.aims"}[what]
    for language in ("fi", "ar"):
        present = wording.texts_of(again(draft).content, code, language)
        told = dict.fromkeys(present, evil)
        template_texts.change_texts(actor, draft.pk, code, language, version=fingerprint(present), texts=told)

    pages = [
        desk.get("template", draft.pk),
        desk.get("template-language", draft.pk, "ar"),
        desk.get("template-text", draft.pk, "ar", code),
        desk.get("template-preview", draft.pk),
        desk.get("template-preview", draft.pk, query="?mode=room"),
    ]

    for page in pages:
        html = page.content.decode()
        assert page.status_code == 200
        assert "<script>alert" not in html
        assert "<img src=x" not in html
    assert "&lt;script&gt;" in "".join(page.content.decode() for page in pages)


def test_a_draft_is_nobody_elses_to_see(writer, draft):
    stranger = Desk(a_worker(an_organisation(), roles=(Role.ADMINISTRATOR, Role.SUPERVISOR)))

    assert stranger.get("template", draft.pk).status_code == 404
    assert stranger.post("template-publish", draft.pk).status_code == 404
    assert Desk(a_worker(writer.organisation)).get("template", draft.pk).status_code == 404


def test_a_new_default_that_asks_for_more_keeps_an_old_draft_back(actor, draft):
    default = template_drafts.newest_default(KEY)
    question = {"id": "brand_new", "kind": "text", "scope": "adult", "asked_of": "family", "in_private": False}
    question |= {"covers": ["869/2024:2-1-99"], "raises": [], "has_help": False}
    content = editing.with_question(default.content, "language", question)
    InterviewTemplate.objects.create(
        key=KEY, version=2, content=dict(content), content_hash="1" * 64, valid_from=actor.day - timedelta(days=1)
    )

    with pytest.raises(RuleViolation, match="put right"):
        template_drafts.publish(actor, draft.pk)
    assert reverse("plans:templates", urlconf="luukku.project.urls_work")
