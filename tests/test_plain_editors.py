"""Every editor in which staff write what families read has the plain-language check, and none is stopped by it."""

import re
from html.parser import HTMLParser
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from luukku.language.plain import check
from tests.access.cast import Cast, When
from tests.access.scene import MOMENTS, Scene, build
from tests.access.table import WORK

EDITORS = [
    ("toolkit:edit", Cast.COLLEAGUE, {}, 2),
    ("toolkit:language", Cast.COLLEAGUE, {}, 2),
    ("directory:words", Cast.COLLEAGUE, {"language": "fi"}, 5),
    ("directory:words", Cast.COLLEAGUE, {"language": "fi-plain"}, 5),
    ("directory:words", Cast.COLLEAGUE, {"language": "en"}, 5),
    ("directory:words", Cast.COLLEAGUE, {"language": "ar"}, 0),
    ("directory:activity-add", Cast.COLLEAGUE, {}, 2),
    ("plans:template-question", Cast.ADMINISTRATOR, {}, 2),
    ("plans:template-text", Cast.ADMINISTRATOR, {"language": "fi"}, 1),
    ("plans:template-text", Cast.ADMINISTRATOR, {"language": "ar"}, 0),
    ("plans:part-topics", Cast.RESPONSIBLE_WORKER, {}, 1),
    ("plans:other-plan-edit", Cast.RESPONSIBLE_WORKER, {}, 1),
    ("casework:meeting-held", Cast.RESPONSIBLE_WORKER, {}, 1),
    ("casework:correction", Cast.RESPONSIBLE_WORKER, {}, 1),
    ("casework:permit-give", Cast.RESPONSIBLE_WORKER, {}, 1),
    ("casework:note-add", Cast.RESPONSIBLE_WORKER, {}, 1),
]
HARD = "Hakemus käsitellään viipymättä sen saavuttua hyvinvointialueen kirjaamoon, ellei toisin ilmoiteta."


class Boxes(HTMLParser):
    """The text boxes of a page by id, and where its check buttons send the text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.names: dict[str, str] = {}
        self.checks: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag in {"textarea", "input"}:
            self.names[told.get("id", "")] = told.get("name", "")
        if tag == "button" and "formaction" in told:
            assert told["formmethod"] == "post"
            assert "formnovalidate" in told
            self.checks.append(told["formaction"])


@pytest.fixture
def scene(db: None) -> Scene:
    return build()


def open_page(scene: Scene, cast: Cast, name: str, changed: dict[str, str]) -> tuple[Client, str]:
    client = Client()
    client.force_login(scene.cast[cast].user)
    kwargs = {keyword: scene.ids[which] for keyword, which in WORK[name].of.items()} | changed
    return client, f"/w/{scene.ids['code']}{reverse(name, urlconf='luukku.project.urls_work', kwargs=kwargs)}"


@pytest.mark.parametrize(("name", "cast", "changed", "least"), EDITORS, ids=[f"{one[0]} {one[2]}" for one in EDITORS])
def test_the_check_stands_beside_the_text_and_works_without_javascript(voikko, scene, name, cast, changed, least):
    with time_machine.travel(MOMENTS[When.DURING], tick=False):
        client, address = open_page(scene, cast, name, changed)
        found = Boxes(client.get(address).content.decode())

        assert len(found.checks) >= least
        assert least or not found.checks
        for check_at in found.checks:
            asked = parse_qs(urlsplit(check_at).query)
            assert found.names[asked["box"][0]] == asked["field"][0]
            answer = client.post(check_at, {asked["field"][0]: HARD})
            html = answer.content.decode()
            assert HARD in re.sub(r"<[^>]+>", "", html)
            assert f'id="plain-{asked["box"][0]}-1"' in html or asked["lang"] != ["fi"]


def test_a_text_that_is_hard_through_and_through_is_published_all_the_same(voikko, scene):
    with time_machine.travel(MOMENTS[When.DURING], tick=False):
        client, address = open_page(scene, Cast.COLLEAGUE, "directory:words", {"language": "fi"})
        hard = " ".join([HARD] * 5)

        (version,) = re.findall(r'name="version" value="(\d+)"', client.get(address).content.decode())

        response = client.post(
            address, {"name": "Neuvonta", "summary": hard, "version": version, "how_to_get_in": hard}
        )

    assert check(hard, "fi").score < 40
    assert response.status_code == 302
