"""Messages that leave: what they say, what they never say, and how they survive trouble."""

import json
import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from uuid import uuid4

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import connection, transaction

from luukku.accounts import services as accounts_services
from luukku.accounts.tests.factories import PASSWORD, a_user, a_worker, an_administrator
from luukku.core import clock
from luukku.core.actor import Role, SystemActor
from luukku.delivery import outbox, services, sms
from luukku.delivery.jobs import deliver as deliver_job
from luukku.delivery.mail import NotConnected
from luukku.delivery.models import Message

pytestmark = pytest.mark.django_db

MAIL_SERVER_AWAY = "luukku.delivery.tests.test_delivery.AwayBackend"


class AwayBackend:
    """A mail server that does not answer."""

    def __init__(self, *args, **kwargs):
        pass

    def send_messages(self, messages):
        raise ConnectionRefusedError


def nudge(user, kind="plan_review_due", **more) -> Message:
    message = services.nudge(user, kind, **more)
    assert message is not None
    return message


@transaction.atomic
def nudge_and_fail(user) -> None:
    nudge(user)
    _ = 1 / 0


def deliver(message) -> str:
    state = services.deliver(SystemActor.now(), message.pk)
    message.refresh_from_db()
    return state


def planned_jobs() -> list[dict]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT args FROM procrastinate_jobs WHERE task_name = 'delivery.deliver' ORDER BY id")
        return [json.loads(row[0]) for row in cursor.fetchall()]


# ---- what a message says


def test_a_nudge_says_that_something_waits_and_nothing_more():
    worker = a_worker(name="Leena Mäkelä", language="fi")
    message = nudge(worker.user, "plan_review_due", organisation=worker.organisation, path="/cases/0f5c1b7e/")

    deliver(message)

    sent = mail.outbox[0]
    assert sent.to == [worker.user.email]
    assert f"/w/{worker.organisation.code}/cases/0f5c1b7e/" in sent.body
    told = f"{sent.subject} {sent.body}".lower()
    assert not [word for word in ("plan", "suunnitelma", "perhe", "family", "review", "kunta") if word in told]


def test_every_kind_of_nudge_reads_the_same():
    user = a_user()
    first, second = nudge(user, path="/x/"), nudge(user, "child_worry", path="/x/")

    deliver(first)
    deliver(second)

    assert (mail.outbox[0].subject, mail.outbox[0].body) == (mail.outbox[1].subject, mail.outbox[1].body)


def test_a_message_row_holds_codes_and_ids_only():
    names = {field.name for field in Message._meta.get_fields()}

    assert names == {
        "id", "created_at", "updated_at", "user", "organisation", "kind", "channel", "language", "state", "attempts",
        "sent_at", "path", "subject_id", "figures",
    }  # fmt: skip


def test_nobody_locked_out_is_nudged():
    assert services.nudge(a_user(is_active=False), "plan_review_due") is None


# ---- planning and sending


def test_a_message_is_planned_with_the_change_that_causes_it():
    message = nudge(a_user())

    assert planned_jobs() == [{"message_id": str(message.pk)}]


def test_an_undone_change_sends_nothing():
    user = a_user()

    with pytest.raises(ZeroDivisionError):
        nudge_and_fail(user)

    assert planned_jobs() == []
    assert not Message.objects.exists()


def test_a_job_that_runs_twice_sends_once():
    message = nudge(a_user())

    deliver_job(message_id=str(message.pk))
    deliver_job(message_id=str(message.pk))

    message.refresh_from_db()
    assert len(mail.outbox) == 1
    assert (message.state, message.attempts) == (Message.State.SENT, 1)
    assert message.sent_at is not None


def test_a_job_for_a_message_that_is_gone_does_nothing():
    assert services.deliver(SystemActor.now(), uuid4()) == ""


def test_a_mail_server_that_is_away_is_tried_again_and_given_up_in_the_end(settings):
    settings.EMAIL_BACKEND = MAIL_SERVER_AWAY
    message = nudge(a_user())

    with pytest.raises(OSError):
        deliver(message)
    message.refresh_from_db()
    after_one = (message.state, message.attempts)
    Message.objects.update(attempts=services.MOST_TRIES - 1)
    last = deliver(message)

    assert after_one == (Message.State.PLANNED, 1)
    assert last == Message.State.FAILED


def test_without_a_mail_server_the_state_is_told_honestly(settings, client):
    settings.EMAIL_BACKEND = "luukku.delivery.mail.NotConnectedBackend"
    admin = an_administrator()
    message = nudge(a_user(), organisation=admin.organisation)
    client.force_login(admin.user)

    state = deliver(message)
    html = client.get(admin.url("/messages-out/")).content.decode()

    assert state == Message.State.NOT_CONNECTED
    assert "Not connected: no mail leaves" in html
    assert "Not sent: no connection has been set up" in html


# ---- mails about signing in


def links_in(body) -> list[str]:
    return [word for word in str(body).split() if word.startswith("http")]


def path_of(link: str) -> str:
    return link.partition("://")[2].partition("/")[1] + link.partition("://")[2].partition("/")[2]


def test_an_invitation_arrives_with_a_link_that_works(client):
    admin = an_administrator()
    membership = accounts_services.invite(
        admin.as_actor(), email="uusi@example.org", name="Uusi Ihminen", title="", language="en",
        role=Role.CASEWORKER, unit=None, starts_on=clock.today(), ends_on=None,
    )  # fmt: skip
    message = Message.objects.get(user=membership.user)

    deliver(message)

    assert admin.organisation.name in mail.outbox[0].body
    assert client.get(path_of(links_in(mail.outbox[0].body)[0])).status_code == 200


def test_an_invitation_that_was_accepted_meanwhile_is_not_sent():
    admin = an_administrator()
    membership = accounts_services.invite(
        admin.as_actor(), email="uusi@example.org", name="Uusi Ihminen", title="", language="fi",
        role=Role.CASEWORKER, unit=None, starts_on=clock.today(), ends_on=None,
    )  # fmt: skip
    message = Message.objects.get(user=membership.user)
    token = accounts_services.new_invitation_token(membership.invitation.pk) or ""
    accounts_services.accept_invitation(token, password=PASSWORD, at=clock.now())

    assert deliver(message) == Message.State.NOT_NEEDED
    assert mail.outbox == []


def test_a_forgotten_password_brings_a_link_that_sets_a_new_one_once(client):
    user = a_user(password=PASSWORD)
    new = "spruce needles underfoot"

    client.post("/sign-in/forgotten/", {"email": user.email})
    deliver(Message.objects.get(user=user, kind="password_reset"))
    link = path_of(links_in(mail.outbox[0].body)[0])
    form = client.get(link, follow=True)
    done = client.post(form.redirect_chain[-1][0], {"password1": new, "password2": new})
    again = client.get(link, follow=True)

    user.refresh_from_db()
    assert done.url == "/sign-in/new-password/done/"
    assert user.check_password(new)
    assert "no longer works" in again.content.decode()


def test_asking_for_a_new_password_does_not_tell_who_is_known(client):
    user = a_user(password=PASSWORD)

    known = client.post("/sign-in/forgotten/", {"email": user.email})
    unknown = client.post("/sign-in/forgotten/", {"email": "nobody@example.org"})

    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert list(Message.objects.values_list("user", flat=True)) == [user.pk]


def test_a_reset_second_factor_brings_a_link_to_a_new_password(client):
    admin = an_administrator()
    worker = a_worker(admin.organisation, password=PASSWORD)
    accounts_services.reset_second_factor(admin.as_actor(), worker.user.pk)

    deliver(Message.objects.get(user=worker.user, kind="second_factor_reset"))

    page = client.get(path_of(links_in(mail.outbox[0].body)[0]), follow=True)
    assert "Choose a new password" in page.content.decode()


def test_a_new_password_ends_every_session_and_is_told_by_mail(client, django_capture_on_commit_callbacks):
    from django.test import Client

    worker = a_worker(password=PASSWORD)
    other = Client()
    other.force_login(worker.user)
    client.force_login(worker.user)
    new = "spruce needles underfoot"

    client.post("/me/password/", {"oldpassword": PASSWORD, "password1": new, "password2": new})

    assert other.get(worker.url("/authorities/")).status_code == 302
    assert client.get(worker.url("/authorities/")).status_code == 200
    assert Message.objects.filter(user=worker.user, kind="password_changed").exists()


# ---- text messages


class FakeGateway(BaseHTTPRequestHandler):
    taken: list[dict] = []
    answer = 202

    def do_POST(self):
        told = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.taken.append(told | {"authorization": self.headers["Authorization"]})
        self.send_response(self.answer)
        self.end_headers()

    def log_message(self, *args):
        pass


@pytest.fixture
def gateway(monkeypatch):
    FakeGateway.taken, FakeGateway.answer = [], 202
    server = HTTPServer(("127.0.0.1", 0), FakeGateway)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    monkeypatch.setenv("LUUKKU_SMS_URL", f"http://127.0.0.1:{server.server_port}/send")
    monkeypatch.setenv("LUUKKU_SMS_TOKEN", "secret")
    yield FakeGateway
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_text_message_goes_through_the_gateway(gateway):
    user = a_user(phone="+358401234567")
    message = nudge(user, channel=Message.Channel.SMS)

    deliver(message)

    taken = gateway.taken[0]
    assert (taken["to"], taken["from"], taken["reference"]) == ("+358401234567", "Luukku", str(message.pk))
    assert taken["authorization"] == "Bearer secret"
    assert message.state == Message.State.SENT


def test_a_gateway_that_refuses_is_tried_again(gateway):
    gateway.answer = 500
    message = nudge(a_user(phone="+358401234567"), channel=Message.Channel.SMS)

    with pytest.raises(OSError):
        deliver(message)

    message.refresh_from_db()
    assert message.state == Message.State.PLANNED


def test_without_a_number_there_is_no_text_message():
    assert services.nudge(a_user(), "plan_review_due", channel=Message.Channel.SMS) is None


def test_without_a_gateway_nothing_pretends(monkeypatch):
    monkeypatch.delenv("LUUKKU_SMS_URL", raising=False)

    with pytest.raises(NotConnected):
        sms.gateway().send(to="+358401234567", text="x", reference="x")
    assert not sms.is_connected()


def test_a_plain_http_gateway_outside_this_machine_is_not_used(monkeypatch):
    monkeypatch.setenv("LUUKKU_SMS_URL", "http://gateway.example/send")

    assert not sms.is_connected()


# ---- the demo's outbox


def test_the_demo_keeps_messages_in_its_outbox(settings):
    settings.DEMO = True
    settings.EMAIL_BACKEND = "luukku.delivery.mail.OutboxBackend"
    user = a_user(phone="+358401234567")

    deliver(nudge(user))
    deliver(nudge(user, channel=Message.Channel.SMS))

    assert [(one.channel, one.to) for one in outbox.kept()] == [("sms", "+358401234567"), ("mail", user.email)]


def test_outside_a_demo_there_is_no_outbox(settings, client):
    settings.DEMO = False
    cache.delete(outbox.KEY)

    with pytest.raises(RuntimeError):
        outbox.keep("mail", to="x", text="x")
    assert client.get("/demo/outbox/").status_code == 404


def test_the_outbox_page_shows_links_that_can_be_followed(settings, rf):
    from django.contrib.auth.models import AnonymousUser

    from luukku.delivery.views import demo_outbox

    settings.DEMO = True
    outbox.keep("mail", to="x@example.org", subject="Hei", text="http://127.0.0.1:8000/invitation/abc/")
    request = rf.get("/demo/outbox/")
    request.user = AnonymousUser()

    html = demo_outbox(request).content.decode()

    assert 'href="http://127.0.0.1:8000/invitation/abc/"' in html


def test_counts_of_messages_are_of_ones_own_organisation_and_of_late(client):
    admin, other = an_administrator(), an_administrator()
    nudge(a_user(), "x", organisation=admin.organisation)
    nudge(a_user(), "x", organisation=other.organisation)
    old = nudge(a_user(), "x", organisation=admin.organisation)
    Message.objects.filter(pk=old.pk).update(created_at=clock.now() - timedelta(days=31))
    client.force_login(admin.user)

    response = client.get(admin.url("/messages-out/"))

    assert response.context["counts"] == [("On its way", 1)]
