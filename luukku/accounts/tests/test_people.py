"""An administrator's work with people, and what an administrator must not be able to do."""

from datetime import date, timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied

from luukku.accounts import policies, services
from luukku.accounts.events import membership_ending
from luukku.accounts.models import Membership, User
from luukku.accounts.tests.factories import (
    PASSWORD,
    a_membership,
    a_unit,
    a_worker,
    an_administrator,
    an_organisation,
)
from luukku.audit.models import AuditEvent
from luukku.core import clock
from luukku.core.actor import Role
from luukku.core.errors import RuleViolation

pytestmark = pytest.mark.django_db


def today() -> date:
    return clock.today()


def shown(day: date) -> str:
    return f"{day.day}.{day.month}.{day.year}"


@pytest.fixture
def admin():
    return an_administrator()


@pytest.fixture
def signed_in(client, admin):
    client.force_login(admin.user)
    return client


def invitation(**more):
    return {
        "email": "New.Person@example.org", "name": "Uusi Ihminen", "title": "", "language": "fi",
        "role": Role.CASEWORKER, "unit": None, "starts_on": today(), "ends_on": None,
    } | more  # fmt: skip


# ---- what an administrator does


def test_inviting_a_newcomer_makes_a_person_who_cannot_sign_in_yet(admin):
    membership = services.invite(admin.as_actor(), **invitation())

    assert membership.user.email == "new.person@example.org"
    assert not membership.user.has_usable_password()
    assert membership.invitation.accepted_at is None
    actions = list(AuditEvent.objects.filter(chain=admin.organisation.pk).values_list("action", flat=True))
    assert actions == ["user.added", "membership.added", "invitation.sent"]


def test_inviting_somebody_who_is_known_adds_a_role_and_no_second_account(admin):
    known = a_worker(password=PASSWORD, name="Tuttu Ihminen")

    membership = services.invite(admin.as_actor(), **invitation(email=known.user.email, name="Joku Muu"))

    assert membership.user == known.user
    assert User.objects.get(pk=known.user.pk).name == "Tuttu Ihminen"
    assert not hasattr(membership, "invitation")


def test_the_trail_of_an_invitation_holds_no_names(admin):
    services.invite(admin.as_actor(), **invitation())

    told = str(list(AuditEvent.objects.values_list("codes", flat=True)))
    assert "Uusi" not in told
    assert "example.org" not in told


def test_the_last_day_counts_in_full_and_the_next_has_no_rights(admin):
    worker = a_worker(admin.organisation)

    services.change_end(admin.as_actor(), worker.memberships[0].pk, ends_on=today())

    tomorrow = clock.now() + timedelta(days=1)
    assert worker.as_actor().roles == {Role.CASEWORKER}
    assert list(policies.colleagues(admin.as_actor(tomorrow))) == [admin.user]


def test_a_role_can_go_on_after_its_planned_end(admin):
    worker = a_worker(admin.organisation, ends_on=today())

    services.change_end(admin.as_actor(), worker.memberships[0].pk, ends_on=None)

    assert Membership.objects.get(pk=worker.memberships[0].pk).ends_on is None
    event = AuditEvent.objects.get(action="membership.end_changed")
    assert event.codes["user"] == str(worker.user.pk)


def test_an_ended_role_stays_ended(admin):
    worker = a_worker(admin.organisation, ends_on=today() - timedelta(days=1))

    with pytest.raises(RuleViolation):
        services.change_end(admin.as_actor(), worker.memberships[0].pk, ends_on=None)


def test_rights_never_begin_or_end_in_the_past(admin):
    worker = a_worker(admin.organisation)
    yesterday = today() - timedelta(days=1)

    with pytest.raises(RuleViolation):
        services.change_end(admin.as_actor(), worker.memberships[0].pk, ends_on=yesterday)
    with pytest.raises(RuleViolation):
        services.invite(admin.as_actor(), **invitation(starts_on=yesterday))


def test_the_same_role_is_not_given_twice_at_a_time(admin):
    worker = a_worker(admin.organisation)

    with pytest.raises(RuleViolation, match="already has this role"):
        services.add_membership(
            admin.as_actor(), worker.user.pk, role=Role.CASEWORKER, unit=None, starts_on=today(), ends_on=None
        )


def test_apps_above_may_refuse_that_a_role_ends(admin):
    worker = a_worker(admin.organisation)

    def refuse(sender, **told):
        raise RuleViolation("Seven families would be left without anybody.")

    membership_ending.connect(refuse)
    try:
        with pytest.raises(RuleViolation, match="Seven families"):
            services.change_end(admin.as_actor(), worker.memberships[0].pk, ends_on=today())
        with pytest.raises(RuleViolation, match="Seven families"):
            services.lock_out(admin.as_actor(), worker.user.pk)
    finally:
        membership_ending.disconnect(refuse)

    worker.memberships[0].refresh_from_db()
    assert worker.memberships[0].ends_on is None


def test_attack_10_nobody_gets_a_hand_on_anothers_sign_in_by_inviting_them(admin):
    """An administrator gives a role to a worker of another organisation, then resets their sign-in."""
    worker = a_worker(starts_on=date(2024, 1, 1))
    a_membership(worker.user, admin.organisation, starts_on=clock.today())

    with pytest.raises(RuleViolation, match="first of all for another organisation"):
        services.reset_second_factor(admin.as_actor(), worker.user.pk)

    assert Authenticator.objects.filter(user=worker.user).exists()


def test_a_former_workers_second_factor_is_out_of_reach(admin):
    worker = a_worker(admin.organisation, ends_on=clock.today() - timedelta(days=1))

    with pytest.raises(RuleViolation):
        services.reset_second_factor(admin.as_actor(), worker.user.pk)


def test_a_lost_second_factor_is_taken_away_with_password_and_sessions(admin, client):
    worker = a_worker(admin.organisation, password=PASSWORD)
    client.force_login(worker.user)

    services.reset_second_factor(admin.as_actor(), worker.user.pk)

    worker.user.refresh_from_db()
    assert not Authenticator.objects.filter(user=worker.user).exists()
    assert not worker.user.has_usable_password()
    assert client.get(worker.url("/authorities/")).url.startswith("/sign-in/")
    assert AuditEvent.objects.filter(action="user.second_factor_reset", chain=admin.organisation.pk).count() == 1


def test_locking_out_ends_the_session_that_is_open(admin, client):
    worker = a_worker(admin.organisation)
    client.force_login(worker.user)
    before = client.get(worker.url("/authorities/")).status_code

    services.lock_out(admin.as_actor(), worker.user.pk)

    assert before == 200
    assert client.get(worker.url("/authorities/")).status_code == 302


def test_somebody_who_works_elsewhere_too_is_not_locked_out_from_here(admin):
    worker = a_worker(admin.organisation)
    a_worker(user=worker.user)

    with pytest.raises(RuleViolation, match="another organisation"):
        services.lock_out(admin.as_actor(), worker.user.pk)


def test_who_was_locked_out_can_be_let_in_again(admin):
    worker = a_worker(admin.organisation, is_active=False)

    services.let_in_again(admin.as_actor(), worker.user.pk)

    worker.user.refresh_from_db()
    assert worker.user.is_active


# ---- what an administrator must not be able to do


def test_attack_10_nobody_changes_their_own_rights(admin):
    an_administrator(admin.organisation)
    actor = admin.as_actor()

    with pytest.raises(PermissionDenied):
        services.add_membership(actor, admin.user.pk, role=Role.SUPERVISOR, unit=None, starts_on=today(), ends_on=None)
    with pytest.raises(PermissionDenied):
        services.invite(actor, **invitation(email=admin.user.email, role=Role.SUPERVISOR))
    with pytest.raises(PermissionDenied):
        services.change_end(actor, admin.memberships[0].pk, ends_on=None)
    with pytest.raises(PermissionDenied):
        services.reset_second_factor(actor, admin.user.pk)


def test_nobody_but_an_administrator_of_the_whole_organisation_gives_rights():
    organisation = an_organisation()
    unit = a_unit(organisation)
    supervisor = a_worker(organisation, roles=(Role.SUPERVISOR, Role.DATA_PROTECTION))
    of_a_unit = a_worker(organisation, roles=(Role.ADMINISTRATOR,), unit=unit)

    for who in (supervisor, of_a_unit):
        with pytest.raises(PermissionDenied):
            services.invite(who.as_actor(), **invitation())


def test_attack_10_rights_are_given_in_the_own_organisation_only(admin):
    foreign_unit = a_unit()
    foreigner = a_worker()

    with pytest.raises(PermissionDenied):
        services.invite(admin.as_actor(), **invitation(unit=foreign_unit))
    with pytest.raises(PermissionDenied):
        services.add_membership(
            admin.as_actor(), foreigner.user.pk, role=Role.CASEWORKER, unit=None, starts_on=today(), ends_on=None
        )
    with pytest.raises(PermissionDenied):
        services.change_end(admin.as_actor(), foreigner.memberships[0].pk, ends_on=today())
    assert Membership.objects.filter(organisation=admin.organisation).count() == 1


def test_the_last_administrator_stays(admin):
    other = an_administrator(admin.organisation, ends_on=today() + timedelta(days=5))

    with pytest.raises(RuleViolation, match="last administrator"):
        services.change_end(other.as_actor(), admin.memberships[0].pk, ends_on=today() + timedelta(days=9))
    with pytest.raises(RuleViolation, match="last administrator"):
        services.change_end(other.as_actor(), admin.memberships[0].pk, ends_on=today() + timedelta(days=5))
    services.change_end(other.as_actor(), admin.memberships[0].pk, ends_on=today() + timedelta(days=4))


def test_an_administrator_of_a_does_not_find_bs_people_roles_and_invitations(signed_in, admin):
    foreigner = a_worker()
    pk, role = foreigner.user.pk, foreigner.memberships[0].pk
    asked = [f"/people/{pk}/", f"/people/{pk}/roles/add/", f"/people/{pk}/second-factor/reset/",
             f"/people/{pk}/lock-out/", f"/people/roles/{role}/end/"]  # fmt: skip
    told = [f"/people/{pk}/roles/add/", f"/people/{pk}/second-factor/reset/", f"/people/{pk}/lock-out/",
            f"/people/{pk}/let-in/", f"/people/roles/{role}/end/", f"/people/roles/{role}/invitation/"]  # fmt: skip

    statuses = [signed_in.get(admin.url(path)).status_code for path in asked]
    statuses += [signed_in.post(admin.url(path), {}).status_code for path in told]

    assert set(statuses) == {404}
    assert AuditEvent.objects.filter(action="access.denied", chain=admin.organisation.pk).count() == len(statuses)
    foreigner.user.refresh_from_db()
    assert foreigner.user.is_active


def test_fields_that_no_form_has_change_nothing(signed_in, admin):
    other, worker = an_organisation(), a_worker(admin.organisation)
    url = admin.url(f"/people/{worker.user.pk}/roles/add/")

    signed_in.post(
        url,
        {"role": "supervisor", "starts_on": shown(today()), "organisation": str(other.pk), "user": str(admin.user.pk)},
    )

    added = Membership.objects.get(role=Role.SUPERVISOR)
    assert (added.organisation, added.user) == (admin.organisation, worker.user)


def test_a_unit_of_another_organisation_is_no_choice(signed_in, admin):
    worker, foreign = a_worker(admin.organisation), a_unit()
    url = admin.url(f"/people/{worker.user.pk}/roles/add/")

    response = signed_in.post(url, {"role": "supervisor", "starts_on": shown(today()), "unit": str(foreign.pk)})

    assert response.status_code == 422
    assert not Membership.objects.filter(role=Role.SUPERVISOR).exists()


def test_the_people_pages_do_not_exist_for_others(client):
    worker = a_worker(roles=(Role.CASEWORKER, Role.SUPERVISOR, Role.DATA_PROTECTION))
    client.force_login(worker.user)

    statuses = {client.get(worker.url(path)).status_code for path in ("/people/", "/people/invite/", "/messages-out/")}

    assert statuses == {404}


# ---- the pages


def test_the_list_shows_roles_and_days(signed_in, admin):
    a_worker(admin.organisation, name="Leena Mäkelä", ends_on=date(2099, 5, 31))
    a_worker(admin.organisation, name="Entinen Työntekijä", ends_on=date(2021, 1, 1))

    html = signed_in.get(admin.url("/people/")).content.decode()

    assert "Leena Mäkelä" in html
    assert "31.5.2099" in html
    assert "1 person whose roles have ended" in html


def test_inviting_through_the_page_tells_what_happened(signed_in, admin):
    told = {"email": "uusi@example.org", "name": "Uusi Ihminen", "language": "fi", "role": "caseworker",
            "starts_on": shown(today()), "ends_on": ""}  # fmt: skip

    response = signed_in.post(admin.url("/people/invite/"), told)
    page = signed_in.get(response.url).content.decode()

    assert "Uusi Ihminen has been invited." in page
    assert "Invited, no password yet" in page


def test_what_was_typed_survives_an_error(signed_in, admin):
    told = {"email": "no address", "name": "Uusi Ihminen", "role": "caseworker", "starts_on": "tomorrow"}

    response = signed_in.post(admin.url("/people/invite/"), told)

    assert response.status_code == 422
    assert 'value="Uusi Ihminen"' in response.content.decode()
    assert 'value="tomorrow"' in response.content.decode()


def test_ending_a_role_through_the_page(signed_in, admin):
    worker = a_worker(admin.organisation)
    url = admin.url(f"/people/roles/{worker.memberships[0].pk}/end/")

    asked = signed_in.get(url)
    response = signed_in.post(url, {"ends_on": shown(today())})

    assert asked.status_code == 200
    assert response.url == admin.url(f"/people/{worker.user.pk}/")
    assert Membership.objects.get(pk=worker.memberships[0].pk).ends_on == today()


def test_the_refusal_of_a_rule_stands_at_the_field(signed_in, admin):
    other = an_administrator(admin.organisation)
    a_membership(other.user, admin.organisation, Role.SUPERVISOR)
    Membership.objects.filter(pk=admin.memberships[0].pk).update(ends_on=today())

    response = signed_in.post(admin.url(f"/people/roles/{other.memberships[0].pk}/end/"), {"ends_on": shown(today())})

    assert response.status_code == 422
    assert "last administrator" in response.content.decode()


def test_closing_and_opening_the_sign_in_through_the_page(signed_in, admin):
    worker = a_worker(admin.organisation)

    asked = signed_in.get(admin.url(f"/people/{worker.user.pk}/lock-out/"))
    signed_in.post(admin.url(f"/people/{worker.user.pk}/lock-out/"))
    closed = signed_in.get(admin.url(f"/people/{worker.user.pk}/")).content.decode()
    signed_in.post(admin.url(f"/people/{worker.user.pk}/let-in/"))

    worker.user.refresh_from_db()
    assert asked.status_code == 200
    assert "Open the sign-in again" in closed
    assert worker.user.is_active


def test_resetting_a_second_step_through_the_page(signed_in, admin):
    worker = a_worker(admin.organisation)
    url = admin.url(f"/people/{worker.user.pk}/second-factor/reset/")

    asked, response = signed_in.get(url), signed_in.post(url)

    assert asked.status_code == 200
    assert response.status_code == 302
    assert not Authenticator.objects.filter(user=worker.user).exists()


def test_ones_own_page_says_that_another_must_change_it(signed_in, admin):
    html = signed_in.get(admin.url(f"/people/{admin.user.pk}/")).content.decode()

    assert "Another administrator can change them" in html
