"""What happens at the worst moment: two at once, a worker killed, the database gone while people write."""

import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from threading import Barrier
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from luukku.accounts.tests.factories import a_worker
from luukku.casework.models import Case, Family, ResponsibleWorker
from luukku.casework.tests.factories import a_family
from luukku.delivery.models import Message
from luukku.delivery.services import nudge
from luukku.plans.models import FamilyPlan, Need, Review
from luukku.plans.tests import factories as plans
from luukku.project.postgres import Server
from tests import crawl
from tests.database import ROOT
from tests.sites import empty_folder, free_port, status_of, wait_until

pytestmark = pytest.mark.slow


# ---------------------------------------------------------------- two at once, through the whole site


def at_once(*requests):
    """The answers' status codes and where they lead, all sent at the same moment on connections of their own."""
    gate = Barrier(len(requests))

    def send(request):
        gate.wait()
        try:
            answer = request()
        finally:
            connection.close()
        return answer.status_code, answer.headers.get("Location", "")

    with ThreadPoolExecutor(len(requests)) as pool:
        return list(pool.map(send, requests))


def signed_in(worker):
    client = Client(raise_request_exception=False)
    client.force_login(worker.user)
    return client


def path_of(worker, name, **ids):
    return worker.url(reverse(name, urlconf=crawl.INSIDE, kwargs=ids))


NEW_FAMILY = {
    "rows": "adult",
    "m0-role": "adult",
    "m0-name": "Rima Salloum",
    "m0-contact_language": "ar",
    "m0-interpreter_need": "always",
    "m0-reading": "unknown",
    "name": "Salloumin perhe",
    "language": "ar",
    "ground": "assessment",
}


def test_a_form_sent_twice_at_once_is_carried_out_once_and_answers_alike(committed):
    """Attack 44: a double press on a slow line; both presses lead to the same family."""
    worker = a_worker()
    path, sent = path_of(worker, "casework:register"), NEW_FAMILY | {"_key": str(uuid4())}

    clients = [signed_in(worker) for _press in range(3)]

    answers = at_once(*[lambda client=client: client.post(path, sent) for client in clients])

    assert Family.objects.filter(name="Salloumin perhe").count() == 1
    assert {status for status, _place in answers} == {302}
    assert {place for _status, place in answers} == {worker.url(f"/cases/{Case.objects.get().pk}/")}


def test_two_last_yeses_at_once_put_the_plan_in_force_once(committed):
    """Attack 48: the guardian's yes is recorded in one tab and the worker's in another."""
    plan = plans.an_offered_plan()
    worker, guardian = plans.worker_of(plan.case), plans.adults_of(plan.case)[0]
    yes = {
        "content_hash": plan.content_hash,
        "language": "ar",
        "interpreter_mode": "phone",
        "interpreter_name": "4711",
        "method": "own_words",
        "result": "understood",
        "says_yes": "on",
    }
    first, second = signed_in(worker), signed_in(worker)

    at_once(
        lambda: first.post(path_of(worker, "plans:plan-confirm", pk=plan.pk, person=guardian.pk), yes),
        lambda: second.post(path_of(worker, "plans:plan-confirm-worker", pk=plan.pk), yes),
    )

    plan.refresh_from_db()
    assert plan.state == FamilyPlan.State.IN_FORCE
    assert Review.objects.filter(plan=plan).count() == 1


def test_attack_41_two_reassignments_at_once_leave_exactly_one_responsible_worker(committed):
    """No gap and no overlap, whoever came first."""
    worker = a_worker()
    others = [a_worker(worker.organisation), a_worker(worker.organisation)]
    case = a_family(worker).cases.get()
    path = path_of(worker, "casework:reassign", case=case.pk)
    clients = [signed_in(worker) for _other in others]

    answers = at_once(
        lambda: clients[0].post(path, {"user": str(others[0].user.pk), "person": str(others[0].user.pk)}),
        lambda: clients[1].post(path, {"user": str(others[1].user.pk), "person": str(others[1].user.pk)}),
    )

    now = ResponsibleWorker.objects.filter(case=case, during__endswith__isnull=True)
    assert now.count() == 1
    assert now.get().user in {one.user for one in others}
    assert all(status < 500 for status, _place in answers)


# ---------------------------------------------------------------- a worker killed in the middle of a job


def luukku(*words, **variables):
    return subprocess.Popen(
        [sys.executable, "-m", "luukku.project.cli", *words],
        env=os.environ | {"LUUKKU_LOG": "json"} | variables,
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def test_a_mail_whose_worker_was_killed_is_sent_once_by_the_next(committed, as_owner, tmp_path):
    """`luukku worker`, killed with -9 while it holds a message half sent."""
    message = nudge(a_worker().user, "plan_review_due", path="/")
    with connection.cursor() as cursor:  # somebody else holds the row, so that the job must wait in the middle
        as_owner.execute("BEGIN")
        as_owner.execute("SELECT 1 FROM delivery_message WHERE id = %s FOR UPDATE", [message.pk])
        killed = luukku("worker", LUUKKU_DEMO="1")
        wait_until(lambda: _state_of_job(cursor) == "doing", "the job has begun")
        killed.send_signal(signal.SIGKILL)
        killed.wait()
        as_owner.execute("ROLLBACK")

    as_owner.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 minute'")
    as_owner.execute(
        "INSERT INTO procrastinate_jobs (queue_name, task_name, args) VALUES"
        " ('default', 'project.rescue_stalled_jobs', '{\"timestamp\": 0}')"
    )
    for _again in range(2):  # one to find the job, one in case the first had stopped looking
        luukku("worker", "--until-empty", LUUKKU_DEMO="1").wait(timeout=60)

    message.refresh_from_db()
    assert (message.state, message.attempts) == (Message.State.SENT, 1)
    with connection.cursor() as cursor:
        assert _state_of_job(cursor) == "succeeded"


def _state_of_job(cursor):
    cursor.execute("SELECT status::text FROM procrastinate_jobs WHERE task_name = 'delivery.deliver'")
    return cursor.fetchone()[0]


# ---------------------------------------------------------------- the database restarted while people work


@dataclass
class Load:
    """People who read and write without a pause; each write is tried again with its own key until it is answered."""

    address: str
    cookies: dict[str, str]
    paths: list[str]
    write: str
    person: str
    answers: list[tuple[float, int]] = field(default_factory=list)
    acknowledged: list[str] = field(default_factory=list)
    calm: set[str] = field(default_factory=set)
    stopped: threading.Event = field(default_factory=threading.Event)

    def read_on(self) -> None:
        while not self.stopped.is_set():
            for path in self.paths:
                self.ask(path)

    def write_on(self) -> None:
        while not self.stopped.is_set():
            key = str(uuid4())
            words = f"Tarve {key}"
            while not self._write(words, key) and not self.stopped.is_set():
                time.sleep(0.2)

    def ask(self, path: str, data: bytes | None = None) -> tuple[int, str]:
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {"Cookie": cookie, "Accept-Language": "fi"}
        request = urllib.request.Request(f"{self.address}{path}", data=data, headers=headers)
        try:
            with _opener.open(request, timeout=20) as answer:
                status, page = answer.status, answer.read().decode()
                self._keep(answer.headers.get_all("Set-Cookie") or [])
        except urllib.error.HTTPError as error:
            status, page = error.code, error.read().decode()
        except OSError:
            status, page = 599, ""
        self.answers.append((time.monotonic(), status))
        if status >= 500:
            self.calm.update(re.findall("<h1[^>]*>(.*?)</h1>", page))
        return status, page

    def _keep(self, cookies: list[str]) -> None:
        for one in cookies:
            name, _equals, value = one.split(";")[0].partition("=")
            self.cookies[name] = value

    def _write(self, words: str, key: str) -> bool:
        status, page = self.ask(self.write)
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        if status != 200 or token is None:
            return False
        told = {"person": self.person, "domain": "language", "worker_words": words, "_key": key, "version": ""}
        status, _page = self.ask(self.write, urlencode(told | {"csrfmiddlewaretoken": token[1]}).encode())
        if status == 302:
            self.acknowledged.append(words)
        return status == 302


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_told: object) -> None:
        return None


_opener = urllib.request.build_opener(_NoRedirect)

MAKE_PEOPLE = """
import json
from luukku.project.environment import prepare
prepare()
import django
django.setup()
from django.test import Client
from luukku.accounts.tests.factories import a_worker
from luukku.casework.tests.factories import a_family
worker = a_worker(language="fi")
case = a_family(worker, name="Salloumin perhe").cases.get()
client = Client()
client.force_login(worker.user)
person = case.family.memberships.filter(role="adult").get().person_id
cookies = {name: one.value for name, one in client.cookies.items()}
print(json.dumps({"home": worker.url(""), "case": str(case.pk), "person": str(person), "cookies": cookies}))
"""


@pytest.fixture(scope="module")
def own_site():
    """The production server over a database of its own, and somebody who is signed in."""
    with empty_folder("resilience") as folder:
        port = free_port()
        address = f"http://127.0.0.1:{port}"
        server = Server(folder / "postgres", durable=True)
        server.ensure_running()
        _said(folder, _python(folder, address, *LUUKKU, "migrate", "--quiet"))
        told = json.loads(_said(folder, _python(folder, address, "-c", MAKE_PEOPLE)).splitlines()[-1])
        site = _python(folder, address, *LUUKKU, "serve", "--port", str(port), "--workers", "2")
        wait_until(lambda: status_of(f"{address}/readiness") == 200 or site.poll() is not None, "the site answers")
        yield address, server, told
        site.terminate()
        site.wait(timeout=60)
        server.leave()


LUUKKU = ("-m", "luukku.project.cli")


def _python(folder: Path, address: str, *words: str) -> subprocess.Popen[bytes]:
    """A process of the site's own; what it says goes into a file, since a full pipe would stop it."""
    ours = ("LUUKKU_", "DATABASE_", "DJANGO_")
    clean = {key: value for key, value in os.environ.items() if not key.startswith(ours)}
    with (folder / "said.txt").open("wb") as said:
        return subprocess.Popen(
            [sys.executable, *words],
            env=clean | {"LUUKKU_DATA": str(folder), "LUUKKU_DURABLE": "1", "LUUKKU_ADDRESS": address},
            cwd=ROOT,
            stdout=said,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


def _said(folder: Path, process: subprocess.Popen[bytes]) -> str:
    ended = process.wait(timeout=120)
    said = (folder / "said.txt").read_text(encoding="utf-8")
    assert ended == 0, said[-3000:]
    return said


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL], ids=["restarted", "killed"])
def test_pages_come_back_by_themselves_and_no_answered_write_is_lost(own_site, how):
    """Pages recover within ten seconds; what was answered is there once, however often it was tried again."""
    address, server, told = own_site
    load = _load(address, told)
    people = [threading.Thread(target=load.read_on), threading.Thread(target=load.write_on)]
    for one in people:
        one.start()
    try:
        wait_until(lambda: len(load.acknowledged) > 3, "people are working")
        before = set(_needs(server))
        postmaster = int((server.cluster / "postmaster.pid").read_text().split()[0])
        os.kill(postmaster, how)  # the server of this module's own folder
        wait_until(lambda: load.answers[-1][1] >= 500, "the site notices")
        time.sleep(1.5)
        server.ensure_running()
        back, answered = time.monotonic(), len(load.acknowledged)
        wait_until(lambda: len(load.acknowledged) > answered + 3, "people are working again", seconds=20)
        wait_until(lambda: time.monotonic() > back + 11, "a while has passed")
    finally:
        load.stopped.set()
        for one in people:
            one.join()

    assert [status for at, status in load.answers if at > back + 10 and status >= 500] == []
    assert load.calm == {"Palaamme hetken kuluttua"}
    written = _needs(server)
    assert set(load.acknowledged) <= set(written)
    assert len(written) == len(set(written))
    assert before <= set(written)


def _load(address: str, told: dict) -> Load:
    home, case = told["home"], told["case"]
    paths = [f"{home}/", f"{home}/families/", f"{home}/cases/{case}/", "/sign-in/"]
    return Load(address, dict(told["cookies"]), paths, f"{home}/cases/{case}/needs/new/", told["person"])


def _needs(server: Server) -> list[str]:
    import psycopg

    with psycopg.connect(server.urls().owner) as owner:
        return [words for (words,) in owner.execute("SELECT worker_words FROM plans_need").fetchall()]


# ---------------------------------------------------------------- an update run twice


def test_bringing_the_database_up_to_date_again_changes_nothing(committed, as_owner):
    before = _shape(as_owner)

    twice = [luukku("migrate", "--quiet"), luukku("migrate", "--quiet")]
    ended = [one.wait(timeout=120) for one in twice]

    assert ended == [0, 0]
    assert _shape(as_owner) == before
    assert Need.objects.count() == 0


def _shape(owner):
    """Tables, columns, rights, applied migrations and reference data, as one comparable value."""
    questions = [
        "SELECT attrelid::regclass::text, attname, atttypid FROM pg_attribute WHERE attnum > 0 ORDER BY 1, 2",
        "SELECT relname, relacl::text FROM pg_class WHERE relnamespace = 'public'::regnamespace ORDER BY 1",
        "SELECT app, name FROM django_migrations ORDER BY 1, 2",
        "SELECT id, name_fi, name_sv, code FROM accounts_organisation ORDER BY 1",
        "SELECT count(*) FROM accounts_authorityname",
        "SELECT policyname, qual, with_check FROM pg_policies ORDER BY 1",
    ]
    return [owner.execute(one).fetchall() for one in questions]
