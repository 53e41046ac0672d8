"""Packages that mean no good, or were damaged on the way: refused whole, and the database stays as it was (f 6)."""

import io
import json
import zipfile

import pytest

from luukku.accounts.tests.factories import a_worker
from luukku.core.errors import RuleViolation
from luukku.programme.rules.package_format import canonical
from luukku.programme.tests import sharing as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker():
    return a_worker()


def bomb(parts):
    parts[f"files/{'a' * 64}"] = b"0" * (45 * 1024 * 1024)


def script(parts):
    path = next(name for name in parts if name.startswith("model/"))
    parts[path] = canonical(json.loads(parts[path]) | {"idea": "<script>alert(1)</script>"})


def unknown_choice(parts):
    path = next(name for name in parts if name.startswith("toolkit/"))
    parts[path] = canonical(json.loads(parts[path]) | {"kind": "virus"})


def unknown_block(parts):
    path = next(name for name in parts if name.startswith("toolkit/"))
    body = json.loads(parts[path])
    body["blocks"][0]["kind"] = "frame"
    parts[path] = canonical(body)


def dangerous_link(parts):
    path = next(name for name in parts if name.startswith("toolkit/"))
    body = json.loads(parts[path])
    next(one for one in body["blocks"] if one["kind"] == "link")["url"] = "ftp://example.org"
    parts[path] = canonical(body)


def unknown_language(parts):
    path = next(name for name in parts if name.startswith("toolkit/"))
    parts[path] = canonical(json.loads(parts[path]) | {"language": "xx-yy"})


def foreign_schema(parts):
    parts["manifest.json"] = canonical(json.loads(parts["manifest.json"]) | {"schema": "luukku-package/2"})


HOSTILE = {
    "tampered": (lambda parts: parts.update({n: c + b" " for n, c in parts.items() if n.startswith("model/")}), False),
    "tampered file": (lambda parts: parts.update({n: b"x" for n in parts if n.startswith("files/")}), False),
    "path": (lambda parts: parts.update({"../../evil.json": b"{}"}), False),
    "absolute path": (lambda parts: parts.update({"/etc/cron.d/evil": b"{}"}), False),
    "bomb": (bomb, False),
    "script": (script, True),
    "schema": (foreign_schema, False),
    "no manifest": (lambda parts: parts.pop("manifest.json"), False),
    "choice": (unknown_choice, True),
    "block": (unknown_block, True),
    "link": (dangerous_link, True),
    "language": (unknown_language, True),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_check_f6_a_hostile_package_is_refused_whole_and_nothing_changes(worker, name):
    content = make.export(worker, make.a_model(worker, make.an_item(worker)))
    other = make.empty()
    before = make.counts()
    change, reseal = HOSTILE[name]

    with pytest.raises(RuleViolation) as refused:
        make.look(other, make.repacked(content, change, reseal=reseal))

    assert refused.value.field == "file"
    assert make.counts() == before


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"no package", b"0" * (21 * 1024 * 1024)])
def test_check_f6_what_is_no_package_is_refused(worker, content):
    with pytest.raises(RuleViolation):
        make.look(worker, content)


def test_check_f6_a_gigabyte_in_a_megabyte_is_not_unpacked(worker):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed, packed.open("manifest.json", "w") as inside:
        for _time in range(1024):
            inside.write(b" " * (1024 * 1024))

    with pytest.raises(RuleViolation, match="too large"):
        make.look(worker, target.getvalue())
