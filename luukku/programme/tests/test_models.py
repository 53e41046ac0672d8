"""Operating models: written, read by somebody else, published, taken into use; who may do what."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from luukku.accounts.tests.factories import a_worker
from luukku.audit.models import AuditEvent
from luukku.core import clock
from luukku.core.actor import AnonymousActor, Role, SystemActor
from luukku.core.errors import Conflict, RuleViolation
from luukku.programme import policies
from luukku.programme.models import Embedding, OperatingModel, OperatingModelVersion, PackageImport
from luukku.programme.services.sharing import adopting, writing
from luukku.programme.tests import factories as programmes
from luukku.programme.tests import sharing as make
from luukku.toolkit.tests import factories as toolkit

pytestmark = pytest.mark.django_db


def test_a_model_is_published_by_somebody_who_has_not_written_in_it(worker):
    model = make.a_draft_model(worker)
    version = writing.submit(worker.as_actor(), model.pk)
    with pytest.raises(RuleViolation, match="Ask a colleague"):
        writing.publish(worker.as_actor(), model.pk, edits=version.edits)

    writing.publish(make.a_colleague(worker).as_actor(), model.pk, edits=version.edits)

    version = model.versions.get()
    assert (version.state, version.published_on) == ("published", worker.as_actor().day)
    assert len(version.content_hash) == 64
    assert AuditEvent.objects.filter(action="programme.model_published", subject_id=model.pk).exists()


def test_what_was_changed_while_it_was_read_is_read_again(worker):
    model = make.a_draft_model(worker)
    writing.submit(worker.as_actor(), model.pk)

    with pytest.raises(RuleViolation, match="once more"):
        writing.publish(make.a_colleague(worker).as_actor(), model.pk, edits=1)


def test_a_model_without_what_others_need_is_not_submitted(worker):
    model = make.a_draft_model(worker, idea="", licence="")

    with pytest.raises(RuleViolation, match=r"basic idea of the solution, licence"):
        writing.submit(worker.as_actor(), model.pk)


def test_markup_is_told_before_publishing(worker):
    model = make.a_draft_model(worker, idea="Ensin <b>tärkein</b>.")

    with pytest.raises(RuleViolation, match="signs < and >"):
        writing.submit(worker.as_actor(), model.pk)


def test_a_published_version_never_changes(worker):
    model = make.a_model(worker)

    with pytest.raises(IntegrityError), transaction.atomic():
        OperatingModelVersion.objects.update(idea="Toinen")
    with pytest.raises(RuleViolation):
        writing.save(worker.as_actor(), model.pk, edits=2, told={"idea": "Toinen"})


def test_a_new_version_leaves_the_one_before_to_be_read(worker):
    model = make.a_model(worker)

    make.next_version(worker, model, idea="Uusi tapa.")

    states = list(model.versions.values_list("number", "state"))
    assert states == [(2, "published"), (1, "superseded")]
    assert writing.begin_version(worker.as_actor(), model.pk) == writing.begin_version(worker.as_actor(), model.pk)


def test_what_is_reviewed_can_be_given_back(worker):
    model = make.a_draft_model(worker)
    writing.submit(worker.as_actor(), model.pk)
    with pytest.raises(RuleViolation):
        writing.save(worker.as_actor(), model.pk, edits=2, told={"idea": "Toinen"})

    writing.give_back(worker.as_actor(), model.pk)
    writing.save(worker.as_actor(), model.pk, edits=2, told={"idea": "Toinen"})

    assert model.versions.get().idea == "Toinen"


def test_two_who_write_at_once_see_both_texts(worker):
    model = make.a_draft_model(worker)

    with pytest.raises(Conflict) as conflict:
        writing.save(make.a_colleague(worker).as_actor(), model.pk, edits=1, told={"idea": "Toinen tapa."})

    assert (conflict.value.version, conflict.value.fields[0].yours) == (2, "Toinen tapa.")


def test_nothing_that_the_writer_does_not_read_belongs_to_a_model(worker):
    model = make.a_draft_model(worker)
    strange = toolkit.a_draft(a_worker())

    with pytest.raises(PermissionDenied):
        writing.choose_parts(worker.as_actor(), model.pk, items=[strange.item_id], sets=[], indicators=[])


def test_taking_a_model_into_use_takes_a_step_in_embedding(worker):
    output = programmes.an_output(programmes.a_programme(worker))
    model = make.a_model(worker)
    writing.change_keeping(worker.as_actor(), model.pk, owner_id=worker.user.pk, owner_role="", output_id=output.pk)

    row = make.an_adoption(worker, model, level=3)

    step = Embedding.objects.get(output=output)
    assert (step.level, step.organisation, step.evidence) == (3, worker.organisation, "Perheet tulivat.")
    assert (row.version, row.signed_on) == (1, None)


def test_a_step_without_words_says_where_it_was_noted(worker):
    output = programmes.an_output(programmes.a_programme(worker))
    model = make.a_model(worker)
    writing.change_keeping(worker.as_actor(), model.pk, owner_id=None, owner_role="Tiimi", output_id=output.pk)

    make.an_adoption(worker, model, outcome="")

    assert Embedding.objects.get().evidence


def test_a_day_to_come_is_no_day_of_taking_into_use(worker):
    with pytest.raises(RuleViolation):
        make.an_adoption(worker, make.a_model(worker), since_on=date(2999, 1, 1))


def test_a_colleague_signs_off_and_the_writer_does_not(worker):
    row = make.an_adoption(worker, make.a_model(worker))
    with pytest.raises(PermissionDenied):
        adopting.sign_off(worker.as_actor(), row.pk)

    adopting.sign_off(make.a_colleague(worker).as_actor(), row.pk)

    row.refresh_from_db()
    assert row.signed_on is not None
    assert not policies.signable_adoptions(make.a_colleague(worker).as_actor()).exists()


def test_an_output_of_others_is_not_a_models(worker):
    model = make.a_model(worker)
    strange = programmes.an_output(programmes.a_programme(a_worker()))

    with pytest.raises(PermissionDenied):
        writing.change_keeping(worker.as_actor(), model.pk, owner_id=None, owner_role="", output_id=strange.pk)


def test_nobody_who_is_not_signed_in_reads_a_model(worker):
    make.a_model(worker)
    actor = AnonymousActor.at_moment(clock.now())

    assert not policies.visible_models(actor).exists()
    assert not policies.shareable_models(actor).exists()
    assert not policies.visible_adoptions(actor).exists()


def test_a_draft_is_seen_in_its_own_organisation_alone(worker):
    model = make.a_draft_model(worker)

    assert policies.visible_models(worker.as_actor()).get() == model
    assert policies.visible_model_versions(worker.as_actor()).exists()
    assert not policies.visible_models(a_worker().as_actor()).exists()
    assert not policies.visible_model_versions(a_worker().as_actor()).exists()
    assert policies.visible_model_versions(SystemActor.now()).exists()


def test_what_is_out_is_read_by_everybody_at_work_and_written_by_its_own(worker):
    model = make.a_model(worker)
    other, clerk = a_worker(), a_worker(worker.organisation, roles=(Role.ADMINISTRATOR,))

    assert policies.visible_models(other.as_actor()).get() == model
    assert policies.shareable_models(other.as_actor()).get() == model
    assert not policies.editable_models(other.as_actor()).exists()
    assert policies.visible_models(clerk.as_actor()).get() == model
    assert not policies.kept_models(clerk.as_actor()).exists()
    assert not policies.shareable_models(clerk.as_actor()).exists()
    assert not policies.visible_package_imports(clerk.as_actor()).exists()


def test_what_came_in_a_package_is_kept_and_not_changed(worker):
    content = make.export(worker, make.a_model(worker))
    other = make.empty()
    make.bring(other, content)

    assert policies.kept_models(other.as_actor()).exists()
    assert not policies.editable_models(other.as_actor()).exists()
    with pytest.raises(PermissionDenied):
        writing.begin_version(other.as_actor(), OperatingModel.objects.get().pk)


def test_what_waits_for_signing_is_seen_in_its_own_organisation_alone(worker):
    row = make.an_adoption(worker, make.a_model(worker))
    other = a_worker()

    assert policies.visible_adoptions(worker.as_actor()).get() == row
    assert not policies.visible_adoptions(other.as_actor()).exists()
    assert policies.visible_adoptions(SystemActor.now()).get() == row
    assert not policies.own_adoptions(a_worker(worker.organisation, roles=(Role.ADMINISTRATOR,)).as_actor()).exists()


def test_who_has_written_does_not_approve(worker):
    model = make.a_draft_model(worker)
    writing.submit(worker.as_actor(), model.pk)

    assert not policies.approvable_model_versions(worker.as_actor()).exists()
    assert policies.approvable_model_versions(make.a_colleague(worker).as_actor()).exists()


def test_old_packages_are_forgotten(worker):
    run = make.look(worker, make.export(worker, make.a_model(worker)))

    assert not PackageImport.objects.expired(clock.now()).exists()
    assert PackageImport.objects.expired(clock.now() + timedelta(days=731)).get() == run
