"""Files cut short, bombs, ids of others, signs that turn text around, ten thousand words, strange addresses."""

import http.server
import json
import threading
import time

import pytest
from django.test import Client

from luukku.accounts.tests.factories import a_worker
from luukku.core.actor import SystemActor
from luukku.core.errors import RuleViolation
from luukku.core.outside import Forbidden
from luukku.toolkit import fetching
from luukku.toolkit.exchange import xliff
from luukku.toolkit.exchange.xliff import Unreadable, Version
from luukku.toolkit.machine import clients
from luukku.toolkit.models import BlockTranslation, CheckedLink, Feedback, TranslationEdition, UsageCount
from luukku.toolkit.rules.blocks import Block, Kind, as_data
from luukku.toolkit.services import drafts, exchanging, indexing, links, using
from luukku.toolkit.templatetags.toolkit import marked
from luukku.toolkit.tests import factories as make

BOMB = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]><xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0">
<file id="i-1"><unit id="b-title"><segment><source>&c;</source></segment></unit></file></xliff>"""
FETCHING = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>
<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0"><file id="i-1"><unit id="b-title">
<segment><source>&a;</source></segment></unit></file></xliff>"""


@pytest.fixture
def worker(db):
    return a_worker()


def a_file(worker, item, version=Version.V2):
    return exchanging.export(worker.as_actor(), item.pk, "sv", version)


# ---------------------------------------------------------------- files of translators


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00" * 100,
        b"PK\x03\x04zip",
        b"<xliff",
        b"<html><script>alert(1)</script></html>",
        b"<xliff/>",
        b'<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0"/>',
        b'<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2"/>',
        BOMB,
        FETCHING,
        b'<?xml version="1.0" encoding="UTF-7"?><xliff>+ADw-</xliff>',
        b"<a>" * 100_000,
        b"x" * (xliff.MOST_BYTES + 1),
    ],
    ids=range(13),
)
def test_a_strange_file_is_refused_in_words(worker, content):
    item = make.published(worker)

    with pytest.raises(RuleViolation) as refused:
        make.brought(worker, item, "sv", content)

    assert refused.value.field == "file"
    assert not BlockTranslation.objects.exists()


def test_a_file_cut_short_anywhere_brings_nothing(worker):
    item = make.published(worker, "Varaa tulkki.")
    file = a_file(worker, item)

    for length in range(10, len(file) - 5, 37):
        with pytest.raises(RuleViolation):
            make.brought(worker, item, "sv", file[:length])
    assert not BlockTranslation.objects.exists()


def test_a_file_of_another_item_or_language_is_refused(worker):
    item, other = make.published(worker), make.published(worker)

    with pytest.raises(RuleViolation, match="another item"):
        make.brought(worker, item, "sv", a_file(worker, other))
    with pytest.raises(RuleViolation, match="another language"):
        make.brought(worker, item, "en", a_file(worker, item))


def test_pieces_that_the_text_does_not_have_are_counted_and_left_out(worker):
    item = make.published(worker)
    file = (
        a_file(worker, item)
        .decode()
        .replace('id="b-title"', 'id="b-../../x"')
        .replace("</source>", "</source><target>x</target>")
    )

    taken = make.brought(worker, item, "sv", file.encode())

    assert (taken.new, taken.left_out) == (2, 1)
    assert not BlockTranslation.objects.filter(block__contains="..").exists()


def test_a_file_says_text_and_no_markup_and_turns_nothing_around(worker):
    item = make.published(worker)
    wicked = "\u202egnp\u2066.<script>alert(1)</script><g id='1'>fet</g>"
    file = a_file(worker, item).decode()
    escaped = "&#x202e;gnp&#x2066;.&lt;script&gt;alert(1)&lt;/script&gt;<g id='1'>fet</g>"

    make.brought(worker, item, "sv", file.replace("</source>", f"</source><target>{escaped}</target>").encode())

    text = BlockTranslation.objects.first().words["text"]
    assert text == "gnp.<script>alert(1)</script>fet"
    assert "<script" not in marked(text)
    assert "\u202e" in wicked


def test_too_many_pieces_are_too_many():
    units = "".join(f'<unit id="b-{n}"><segment><source>x</source></segment></unit>' for n in range(6000))
    file = f'<xliff xmlns="{xliff.NS2}" version="2.0" srcLang="fi" trgLang="sv"><file id="i-1">{units}</file></xliff>'

    with pytest.raises(Unreadable, match="too_many"):
        xliff.read(file.encode())


@pytest.mark.parametrize("version", list(Version))
def test_signs_that_xml_can_not_carry_do_not_break_a_file(version):
    from luukku.toolkit.rules.blocks import Unit

    file = xliff.write(
        version, item="1", languages=("fi", "sv"), units=[Unit("a", "paragraph", {"text": "a\x00b\ufffe"})], known={}
    )

    assert xliff.read(file).units[0].source == {"text": "ab"}


# ---------------------------------------------------------------- what is written


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        '[x](https://a.fi"onmouseover="x)',
        "**<img src=x onerror=alert(1)>**",
        "[<b>x</b>](https://a.fi)",
    ],
)
def test_nothing_written_runs(text):
    html = marked(text)

    assert "<script" not in html
    assert "<img" not in html
    assert "javascript:" not in html.replace(text, "") or "href" not in html
    assert "onmouseover=" not in html.replace("&quot;", "") or 'href="https://a.fi"onmouse' not in html
    assert "<b>" not in html


def test_ten_thousand_words_are_kept_compared_and_shown(worker):
    words = ("sana " * 400).strip()
    version = make.a_draft(worker, *[words] * 3)
    blocks = tuple(Block(f"b{number}", Kind.PARAGRAPH, words) for number in range(25))
    from luukku.toolkit.rules.blocks import as_data

    version.blocks = as_data(blocks)
    version.save()
    item = make.publish(worker, version)

    assert sum(len(block.text.split()) for block in item.versions.get().content) == 10_000


def test_a_piece_that_is_too_long_is_refused_and_nothing_is_lost(worker):
    version = make.a_draft(worker)
    block = version.content[0]

    with pytest.raises(RuleViolation, match="10,000"):
        make.write(worker, version, {block.id: Block(block.id, block.kind, "x" * 10_001)})


def test_a_page_of_three_hundred_pieces_takes_no_more(worker):
    from luukku.toolkit.rules.blocks import as_data

    version = make.a_draft(worker)
    version.blocks = as_data([Block(str(number), Kind.PARAGRAPH, "x") for number in range(300)])
    version.save()

    with pytest.raises(RuleViolation, match="300"):
        drafts.add_block(worker.as_actor(), version.pk, kind=Kind.LIST, after="")


# ---------------------------------------------------------------- readers


@pytest.mark.parametrize(
    ("comment", "kept"),
    [
        ("Soita 040 123 4567 tai anna@example.fi", "Soita […] tai […]"),
        ("Tunnus 010190-9012!", "Tunnus […]!"),
        ("Hyvä sivu, 3 kohtaa 24/7", "Hyvä sivu, 3 kohtaa 24/7"),
        ("\u202eKiitos", "Kiitos"),
    ],
)
def test_personal_data_in_a_comment_is_not_kept(comment, kept):
    assert using.without_personal(comment) == kept


def test_one_visitor_answers_five_times_an_hour_and_nobody_is_known(worker):
    item = make.published(worker)
    told = {"helped": True, "comment": "", "language": "fi", "visitor": "abc"}
    for _time in range(5):
        using.give_feedback(worker.as_actor(), item.pk, **told)

    with pytest.raises(RuleViolation, match="an hour"):
        using.give_feedback(worker.as_actor(), item.pk, **told)
    names = {field.name for field in Feedback._meta.get_fields()}
    assert names == {
        "id", "created_at", "updated_at", "item", "language", "given_on", "helped", "comment", "read_at", "read_by",
    }  # fmt: skip


def test_openings_are_counted_by_day_and_municipality(worker):
    item = make.published(worker)
    day = worker.as_actor().day
    for place in ["837"] * 6 + ["536"] * 2 + ["211"] * 9:
        using.count_opening(item.pk, day=day, municipality=place, language="fi")

    figures = using.usage_by_municipality(item, day=day)

    assert UsageCount.objects.count() == 3
    assert {one.key: one.value for one in figures.cells} == {"211": 9, "837": None, "536": None}


# ---------------------------------------------------------------- links


class Answering(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        code = int(self.path.strip("/").split("/")[0] or 200)
        self.send_response(code)
        if code == 302:
            self.send_header("Location", "/404")
        self.end_headers()

    do_HEAD = do_GET  # noqa: N815

    def do_POST(self):
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        texts = asked["q"]
        answers = {"broken": b"{", "few": b'{"translatedText": []}', "list": b"[]", "away": b""}
        said = {"translatedText": [f"{asked['target']}:{text}" for text in texts]}
        self.send_response(500 if texts == ["away"] else 200)
        self.end_headers()
        self.wfile.write(answers.get(texts[0], json.dumps(said).encode()))

    def log_message(self, *_args):
        pass


@pytest.fixture
def site(monkeypatch):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setenv("LUUKKU_LINKS_MAY_BE_LOCAL", "1")
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_link_counts_as_broken_when_it_failed_twice(worker, site):
    make.published(worker, f"[a]({site}/404) [b]({site}/200) [c]({site}/302) [d]({site}/403) [e](mailto:a@example.fi)")

    links.check_some(SystemActor.now())
    CheckedLink.objects.update(checked_at=None)
    found = links.check_some(SystemActor.now())

    assert found == {"broken": 2, "works": 2, "not_checked": 1}


def test_the_checker_is_not_led_into_our_own_house(site, monkeypatch):
    monkeypatch.delenv("LUUKKU_LINKS_MAY_BE_LOCAL")

    with pytest.raises(Forbidden):
        fetching.status_of(f"{site}/200")


def test_an_address_that_is_none_does_not_keep_the_others_from_being_checked(worker, site):
    make.published(worker, f"[a](https://example.org:99999/) [b](http://[a) [c]({site}/200)")

    found = links.check_some(SystemActor.now())

    assert found == {"not_checked": 2, "works": 1}


def test_a_broken_link_is_found_in_all_its_places_and_replaced_in_drafts(worker):
    first = make.published(worker, "[a](https://vanha.example/x)")
    second = make.published(worker, "[b](https://vanha.example/x)")
    elsewhere = make.published(a_worker(), "[c](https://vanha.example/x)")
    link = CheckedLink.objects.get(url="https://vanha.example/x")
    assert len(links.places_of(worker.as_actor(), link)) == 3

    done = links.replace_everywhere(worker.as_actor(), link.pk, new="https://uusi.example/y")

    assert done == 2
    for item in (first, second):
        assert "vanha" in item.versions.published().get().content[0].text
        assert "https://uusi.example/y" in item.versions.open().get().content[0].text
    assert not elsewhere.versions.open().exists()
    with pytest.raises(RuleViolation):
        links.replace_everywhere(worker.as_actor(), link.pk, new="javascript:x")


# ---------------------------------------------------------------- machines


def test_a_machine_that_answers_at_once_is_asked_and_its_strange_answers_refused(site):
    machine = clients.LibreTranslate(site, "key")

    assert machine.translate(["a", "b"], source="fi", target="sv") == ["sv:a", "sv:b"]
    for strange in (["broken"], ["few"], ["list"], ["away"]):
        with pytest.raises(OSError, match=r"."):
            machine.translate(strange, source="fi", target="sv")


def test_no_machine_is_the_rule(monkeypatch):
    for name in ("LUUKKU_LIBRETRANSLATE_URL", "LUUKKU_ETRANSLATION_URL"):
        monkeypatch.delenv(name, raising=False)

    assert not clients.is_connected()
    with pytest.raises(clients.NotConnected):
        clients.machine().translate(["a"], source="fi", target="sv")
    monkeypatch.setenv("LUUKKU_LIBRETRANSLATE_URL", "file:///etc/passwd")
    assert not clients.is_connected()
    monkeypatch.setenv("LUUKKU_LIBRETRANSLATE_URL", "https://kaanna.example")
    assert clients.machine().name == "LibreTranslate"
    monkeypatch.delenv("LUUKKU_LIBRETRANSLATE_URL")
    monkeypatch.setenv("LUUKKU_ETRANSLATION_URL", "https://komissio.example")
    assert clients.machine().name == "eTranslation"


# ---------------------------------------------------------------- languages that are gone, pages that are long


def test_a_language_that_is_no_longer_known_breaks_no_page_and_is_offered_nowhere(worker):
    item = make.published(worker, "Varaa tulkki.")
    make.translated(worker, item, "sv")
    TranslationEdition.objects.update(language="xx")
    BlockTranslation.objects.update(language="xx")
    client = Client()
    client.force_login(worker.user)

    pages = [
        client.get(worker.url(f"/toolkit/{path}")) for path in ("", f"{item.pk}/?lang=xx", f"{item.pk}/languages/")
    ]
    strange = client.get(worker.url(f"/toolkit/{item.pk}/languages/xx/"))
    indexing.index(item)

    assert [one.status_code for one in pages] == [200, 200, 200]
    assert strange.status_code == 404
    assert not any("lang=xx" in one.content.decode() for one in pages)


def test_a_page_of_ten_thousand_words_is_read_edited_compared_and_translated_in_reasonable_time(worker):
    texts = [" ".join(f"sana{number * 37 + place}" for place in range(50)) for number in range(200)]
    version = make.a_draft(worker)
    version.blocks = as_data([Block(f"b{number}", Kind.PARAGRAPH, text) for number, text in enumerate(texts)])
    version.save()
    item = make.publish(worker, version)
    make.translated(worker, make.published(worker, *texts[:40]), "sv")
    draft = drafts.start_version(worker.as_actor(), item.pk)
    make.write(worker, draft, {"b7": Block("b7", Kind.PARAGRAPH, "Uusi " + texts[7])})
    client = Client()
    client.force_login(worker.user)
    paths = ("", f"versions/{draft.pk}/edit/", f"versions/{draft.pk}/changes/", "languages/sv/", "languages/")

    started = time.process_time()
    codes = [client.get(worker.url(f"/toolkit/{item.pk}/{path}")).status_code for path in paths]

    assert codes == [200] * 5
    assert time.process_time() - started < 30
