"""Every look at a family leaves its line, and without a line nothing is shown. Numbers are attacks."""

import re

import pytest
import time_machine
from django.db import OperationalError

from luukku.audit.models import AuditEvent
from tests import crawl
from tests.access.cast import Cast
from tests.access.scene import build
from tests.visiting import NOW, enter

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.no_cover]


def test_attack_64_every_page_of_a_family_leaves_a_line_with_its_case(scene):
    """Attacks 12, 64: whoever reads it, by GET as well as by HEAD, printed as well as shown."""
    silent = []
    for cast in (Cast.RESPONSIBLE_WORKER, Cast.SUPERVISOR, Cast.HELPER, Cast.EMERGENCY_OPENER):
        client, home = enter(scene, cast)
        for one in crawl.walk(client, f"{home}/", each=2):
            for read in (client.get, client.head) if one.status == 200 and _shows_family(one) else ():
                before = lines_about(scene)
                if read(one.path).status_code == 200 and lines_about(scene) == before:
                    silent.append((cast.name, one.name, read.__name__))

    assert silent == []


def lines_about(scene):
    return AuditEvent.objects.about_case(scene.ids["case"]).count()


OF_WORKERS = ("casework:hand-on", "casework:absences", "plans:template")
"""Pages of a worker or of questions: about a family only when they say its name."""


def _shows_family(visited):
    """Pages of a case, a plan or an interview, and every page that says a name."""
    of_one = visited.name.startswith(("casework:", "plans:")) and re.search(r"/[0-9a-f-]{36}/", visited.path)
    return (bool(of_one) and not visited.name.startswith(OF_WORKERS)) or "Ahmed" in visited.page.words


def test_attack_64_a_fragment_for_a_script_leaves_its_line_too(scene):
    """Attack 64: prefetch and partial pages."""
    client, home = enter(scene)
    before = AuditEvent.objects.about_case(scene.ids["case"]).count()

    client.get(f"{home}/cases/{scene.ids['case']}/?show=plan", headers={"HX-Request": "true"})
    client.get(f"{home}/cases/{scene.ids['case']}/", headers={"Sec-Purpose": "prefetch"})

    assert AuditEvent.objects.about_case(scene.ids["case"]).count() == before + 2


@pytest.mark.django_db(transaction=True)
def test_attack_65_when_the_trail_cannot_be_written_nothing_is_shown(monkeypatch):
    """Attack 65: read, printed or changed."""
    with time_machine.travel(NOW, tick=False):
        scene = build()
        client, home = enter(scene)
        opened = [
            one.path for one in crawl.walk(client, f"{home}/", each=1) if one.status == 200 and _shows_family(one)
        ]

        def fail(*_lines):
            raise OperationalError("disk full")

        monkeypatch.setattr("luukku.audit.trail.write_lines", fail)
        monkeypatch.setattr("luukku.audit.postgresql.base.write_lines", fail, raising=False)
        answers = {path: client.get(path) for path in opened}

    assert len(answers) > 20
    shown = {path for path, answer in answers.items() if answer.status_code < 500 or b"Amal" in answer.content}
    assert shown == set()
