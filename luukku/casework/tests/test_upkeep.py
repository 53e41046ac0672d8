"""Keys are changed and names folded anew in batches: resumable, harmless twice."""

import pytest
from allauth.mfa.models import Authenticator

from luukku.accounts.adapters import SecondFactorAdapter
from luukku.accounts.services.resealing import reseal_second_factors
from luukku.accounts.tests.factories import a_worker
from luukku.audit.models import AuditEvent
from luukku.casework.models import Person, PersonIdentifier
from luukku.casework.policies import people_with_identifier
from luukku.casework.rules.identity_codes import check_character
from luukku.casework.services import add_fact, upkeep
from luukku.casework.services.identifiers import open_value
from luukku.casework.tests.factories import a_case, a_member, a_person
from luukku.core.actor import SystemActor
from luukku.core.sealing import UnsealableError, newest_prefix

pytestmark = pytest.mark.django_db


def some_codes(worker, count):
    family = a_case(worker).family
    for number in range(count):
        digits = f"010590{900 + number}"
        code = f"010590-{900 + number}{check_character(digits)}"
        add_fact(
            worker.as_actor(),
            a_member(family).pk,
            "identifiers",
            values={"kind": "identity_code", "value": code, "issuer": ""},
        )


def test_a_new_key_is_taken_into_use_batch_by_batch(settings, monkeypatch):
    monkeypatch.setattr(upkeep, "BATCH", 2)
    settings.LUUKKU_FIELD_KEYS = ["old"]
    worker = a_worker()
    some_codes(worker, 5)
    before = {open_value(row) for row in PersonIdentifier.objects.all()}
    settings.LUUKKU_FIELD_KEYS = ["new", "old"]

    first = upkeep.reseal_identifiers(SystemActor.now())
    rest = [upkeep.reseal_identifiers(SystemActor.now()) for _batch in range(3)]

    assert (first, rest) == (2, [2, 1, 0])
    settings.LUUKKU_FIELD_KEYS = ["new"]  # the old one can be thrown away
    assert {open_value(row) for row in PersonIdentifier.objects.all()} == before
    assert all(row.sealed.startswith(newest_prefix()) for row in PersonIdentifier.objects.all())
    code = before.pop()
    assert people_with_identifier(worker.as_actor(), "identity_code", code).count() == 1
    assert AuditEvent.objects.filter(action="identifiers.resealed").count() == 3


def test_without_the_old_key_nothing_is_changed(settings):
    settings.LUUKKU_FIELD_KEYS = ["old"]
    some_codes(a_worker(), 1)
    sealed = PersonIdentifier.objects.get().sealed
    settings.LUUKKU_FIELD_KEYS = ["new"]

    with pytest.raises(UnsealableError):
        upkeep.reseal_identifiers(SystemActor.now())

    assert PersonIdentifier.objects.get().sealed == sealed


def test_secrets_of_second_factors_move_too(settings):
    settings.LUUKKU_FIELD_KEYS = ["old"]
    adapter = SecondFactorAdapter()
    user = a_worker().user
    data = {"secret": adapter.encrypt("totp"), "codes": [adapter.encrypt("one")], "used_mask": 0}
    Authenticator.objects.filter(user=user).delete()
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data=data)
    Authenticator.objects.exclude(user=user).delete()
    settings.LUUKKU_FIELD_KEYS = ["new", "old"]

    assert (reseal_second_factors(), reseal_second_factors()) == (1, 0)

    settings.LUUKKU_FIELD_KEYS = ["new"]
    held = Authenticator.objects.get(user=user).data
    assert (adapter.decrypt(held["secret"]), adapter.decrypt(held["codes"][0])) == ("totp", "one")


def test_names_are_folded_anew(monkeypatch):
    monkeypatch.setattr(upkeep, "BATCH", 2)
    people = [a_person("Hatidža Begović") for _one in range(3)]
    Person.objects.update(name_key="old")

    after, count = upkeep.refold_names(None)
    rest = upkeep.refold_names(after)

    assert (count, rest) == (2, (None, 1))
    assert all("khadija" in one.name_key for one in Person.objects.filter(pk__in=[one.pk for one in people]))
    assert upkeep.refold_names(None)[1] == 0
