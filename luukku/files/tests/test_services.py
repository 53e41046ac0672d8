"""Files are kept closed, given out as downloads, and scanned when a scanner is there."""

import socket
import struct
import threading
from uuid import uuid4

import pytest
from django.conf import settings
from django.test import override_settings
from django.utils.translation import override

from luukku.accounts.tests.factories import a_worker
from luukku.core.actor import SystemActor
from luukku.core.errors import RuleViolation
from luukku.files import checks, scanning, sealing, services
from luukku.files.kinds import MOST_BYTES, Kind
from luukku.files.models import FileContent, StoredFile
from luukku.files.serving import attachment
from luukku.files.tests.factories import a_pdf, a_picture, an_upload
from luukku.files.uploading import CappedUploadHandler

pytestmark = pytest.mark.django_db


@pytest.fixture
def actor():
    return a_worker().as_actor()


def test_a_file_lies_closed_in_the_database_and_opens_as_it_was(actor):
    file = services.keep(actor, an_upload(b"Salainen sana", "kirje.txt"))

    row = FileContent.objects.get(file=file)
    assert "Salainen" not in bytes(row.sealed).decode(errors="replace")
    assert "Salainen" not in repr(row)
    assert services.read(file).content == b"Salainen sana"
    assert (file.kind, file.name, file.stored_by_id) == ("txt", "kirje.txt", actor.user_id)


def test_the_hash_of_what_was_brought_is_kept_beside_the_hash_of_what_is_kept(actor):
    file = services.keep(actor, an_upload(a_pdf(), "todistus.pdf"))

    assert len({file.sha256, file.received_sha256}) == 2


@override("en")
@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"MZ\x90\x00", "PDF documents"),
        (b"%PDF-1.7 x", "damaged"),
        (b"\x00\x00\x00\x18ftypheic", "HEIC"),
    ],
)
def test_a_refusal_says_what_to_do_at_the_field(actor, content, said):
    with pytest.raises(RuleViolation, match=said) as refused:
        services.keep(actor, an_upload(content, "x.pdf"))

    assert refused.value.field == "file"
    assert not StoredFile.objects.exists()


@override("en")
def test_a_file_that_is_too_large_is_refused_before_it_is_read(actor):
    upload = an_upload(b"x")
    upload.size = MOST_BYTES + 1

    with pytest.raises(RuleViolation, match="20 megabytes"):
        services.keep(actor, upload)


def test_an_upload_keeps_no_more_than_fits_and_touches_no_disk(rf):
    handler = CappedUploadHandler(rf.post("/"))
    handler.new_file("file", "iso.pdf", "application/pdf", 0)

    for start in (0, MOST_BYTES - 5, MOST_BYTES):
        handler.receive_data_chunk(b"x" * 10, start)
    upload = handler.file_complete(MOST_BYTES + 10)

    assert upload.is_too_large
    assert upload.read() == b""


def test_attack_07_a_content_that_was_moved_to_another_file_does_not_open(actor):
    mine, theirs = (services.keep(actor, an_upload(word.encode())) for word in ("Oma", "Vieras"))
    stolen = FileContent.objects.get(file=theirs)
    FileContent.objects.filter(file=mine).update(nonce=stolen.nonce, sealed=stolen.sealed)

    with pytest.raises(RuleViolation):
        services.read(mine)


def test_a_file_whose_record_was_changed_does_not_open(actor):
    file = services.keep(actor, an_upload())
    file.sha256 = "0" * 64

    with pytest.raises(RuleViolation):
        services.read(file)


def test_what_was_forgotten_is_gone_for_good(actor):
    file = services.keep(actor, an_upload())

    services.forget_content(file)

    assert not services.has_content(file.pk)
    with pytest.raises(RuleViolation):
        services.read(file)


def test_a_content_opens_after_the_key_was_changed_and_not_without_it():
    file_id = uuid4()
    with override_settings(LUUKKU_FIELD_KEYS=["vanha"]):
        sealed = sealing.seal(file_id, b"x")

    with override_settings(LUUKKU_FIELD_KEYS=["uusi", "vanha"]):
        assert sealing.unseal(file_id, sealed) == b"x"
        assert sealing.seal(file_id, b"x").key_id != sealed.key_id
    with override_settings(LUUKKU_FIELD_KEYS=["uusi"]), pytest.raises(sealing.Unreadable):
        sealing.unseal(file_id, sealed)


def test_contents_are_closed_again_with_the_newest_key(actor):
    file = services.keep(actor, an_upload(b"Salaisuus"))
    old = settings.LUUKKU_FIELD_KEYS

    with override_settings(LUUKKU_FIELD_KEYS=["uusi", *old]):
        done = [services.reseal(SystemActor.now()), services.reseal(SystemActor.now())]
    with override_settings(LUUKKU_FIELD_KEYS=["uusi"]):
        assert services.read(file).content == b"Salaisuus"

    assert done == [1, 0]


def test_attack_06_a_file_is_only_ever_a_download(actor):
    file = services.keep(actor, an_upload(b"<script>alert(1)</script>", "sivu.html"))

    response = attachment(services.read(file))

    assert response["Content-Disposition"] == 'attachment; filename="sivu.txt"'
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert response["Cache-Control"] == "no-store"


def test_a_name_in_any_script_travels_in_the_header(actor):
    response = attachment(services.read(services.keep(actor, an_upload(a_picture(), "صورة.jpeg"))))

    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''%D8")


def test_what_was_made_for_some_days_is_due_afterwards(actor):
    file = services.keep_made(actor, b"PK", name="tiedot", kind=Kind.ZIP, keep_until=actor.at)

    assert list(StoredFile.objects.all().expired(actor.at)) == [file]
    assert (file.scan, file.name) == ("own", "tiedot.zip")


# ---------------------------------------------------------------- the scanner


@pytest.fixture
def clamd(monkeypatch):
    """A daemon that speaks ClamAV's protocol; it answers what it is told."""
    server = socket.create_server(("127.0.0.1", 0))
    told = {"answer": b"stream: OK\0", "got": b""}

    def serve():
        while True:
            try:
                connection, _address = server.accept()
            except OSError:
                return
            with connection, connection.makefile("rb") as reader:
                assert reader.read(10) == b"zINSTREAM\0"
                while length := struct.unpack(">I", reader.read(4))[0]:
                    told["got"] += reader.read(length)
                connection.sendall(told["answer"])

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    monkeypatch.setenv("LUUKKU_CLAMD", f"tcp:127.0.0.1:{server.getsockname()[1]}")
    yield told
    server.close()


def test_a_clean_file_is_kept_as_clean_and_the_scanner_got_all_of_it(actor, clamd):
    content = b"a" * 300_000

    file = services.keep(actor, an_upload(content))

    assert file.scan == StoredFile.Scan.CLEAN
    assert clamd["got"] == content
    assert checks.tell_that_no_scanner_is_connected(None) == []


@override("en")
def test_an_infected_file_is_refused(actor, clamd):
    clamd["answer"] = b"stream: Eicar-Test-Signature FOUND\0"

    with pytest.raises(RuleViolation, match="dangerous"):
        services.keep(actor, an_upload())


@override("en")
@pytest.mark.parametrize("address", ["tcp:127.0.0.1:1", "unix:/nowhere/clamd.ctl", "clamd", "tcp:127.0.0.1:x"])
def test_a_scanner_that_does_not_answer_lets_nothing_in(actor, monkeypatch, address):
    monkeypatch.setenv("LUUKKU_CLAMD", address)

    with pytest.raises(RuleViolation, match="does not answer"):
        services.keep(actor, an_upload())


@override("en")
def test_a_scanner_that_talks_nonsense_lets_nothing_in(actor, clamd):
    clamd["answer"] = b"stream: size limit exceeded ERROR\0"

    with pytest.raises(RuleViolation, match="does not answer"):
        services.keep(actor, an_upload())


def test_without_a_scanner_the_file_says_so(actor, monkeypatch):
    monkeypatch.delenv("LUUKKU_CLAMD", raising=False)

    file = services.keep(actor, an_upload())

    assert file.scan == StoredFile.Scan.NOT_SCANNED
    assert not scanning.is_connected()
    assert checks.tell_that_no_scanner_is_connected(None)[0].id == "luukku.I002"
