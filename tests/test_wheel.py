"""The package as others get it: built, installed into an empty environment, and somebody signs in."""

import base64
import hmac
import http.cookiejar
import os
import re
import shutil
import socket
import struct
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from pathlib import Path

import pytest

from luukku.project import environment
from luukku.project.assets import VENDOR

ROOT = Path(__file__).resolve().parent.parent
PASSWORD = "rowan berries on the counter"
TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
NEW_PERSON = f"""
from allauth.mfa.totp.internal.auth import TOTP
from luukku.accounts.models import User
user = User.objects.create_user(email="first@example.org", name="First Person", password={PASSWORD!r}, language="en")
TOTP.activate(user, {TOTP_SECRET!r})
"""

OURS = ("LUUKKU_", "DATABASE_", "DJANGO_", "PYTHON", "COV")

pytestmark = [pytest.mark.wheel, pytest.mark.slow]


@pytest.fixture(scope="module")
def place():
    """An empty folder for the environment and its data, reachable for the database's user."""
    folder = environment.data_dir() / f"wheel-{os.getpid()}"
    folder.mkdir(parents=True)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module")
def luukku(place):
    """Runs the installed command, without anything of this checkout in sight."""
    if not VENDOR.exists():
        pytest.skip("The assets are not built. Mended by: make install")
    uv = shutil.which("uv", path=f"{Path(sys.executable).parent}:{os.environ['PATH']}")
    if uv is None:
        pytest.skip("There is no uv. Mended by: make install")
    call([sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(place)], ROOT)
    (wheel,) = place.glob("luukku-*.whl")
    call([uv, "venv", "--quiet", "--python", sys.executable, str(place / "env")], place)
    install = [uv, "pip", "install", "--quiet", "--python", str(place / "env")]
    call([*install, "--require-hashes", "--requirement", str(ROOT / "requirements" / "base.txt")], place)
    call([*install, "--no-deps", str(wheel)], place)
    return lambda *words: [str(place / "env" / "bin" / "luukku"), *words]


@pytest.fixture(scope="module")
def clean(place):
    """The environment variables of somebody who has set only where the data lie."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    return kept | {"LUUKKU_DATA": str(place / "data")}


@pytest.fixture(scope="module")
def site(luukku, clean, place):
    """The production server of the installed package, with one person in its database."""
    call(luukku("migrate", "--quiet"), place, clean)
    call(luukku("manage", "shell", "-c", NEW_PERSON), place, clean)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    command = luukku("serve", "--port", str(port), "--workers", "1")
    server = subprocess.Popen(command, cwd=place, env=clean | {"LUUKKU_ADDRESS": address})
    wait_for(f"{address}/healthz")
    yield address
    server.terminate()
    server.wait(timeout=30)


def call(command, folder, variables=None):
    done = subprocess.run(command, cwd=folder, env=variables, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{command} ended with {done.returncode}:\n{done.stdout}\n{done.stderr}"
    return done.stdout


def wait_for(url, seconds=30):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            return urllib.request.urlopen(url, timeout=5).read()
        except OSError:
            time.sleep(0.2)
    pytest.fail(f"{url} did not answer in {seconds} s")


def code_of_now():
    counter = struct.pack(">Q", int(time.time()) // 30)
    digest = hmac.digest(base64.b32decode(TOTP_SECRET), counter, "sha1")
    place = digest[-1] & 15
    number = int.from_bytes(digest[place : place + 4]) & 0x7FFFFFFF
    return f"{number % 10**6:06}"


class Browser:
    """The least that can fill in a form: cookies, and the hidden token."""

    def __init__(self, address):
        self.address = address
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))

    def open(self, url, data=None):
        self.answer = self.opener.open(urllib.parse.urljoin(self.address, url), data=data, timeout=20)
        self.page = self.answer.read().decode()

    def fill_in(self, **fields):
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.page)
        assert token is not None
        fields["csrfmiddlewaretoken"] = token[1]
        self.open(self.answer.url, urllib.parse.urlencode(fields).encode())


def test_the_installed_command_explains_itself(luukku, clean, place):
    told = call(luukku("--help"), place, clean)

    assert "luukku demo --port 8000" in told


def test_styles_fonts_and_translations_travel_in_the_wheel(luukku, place):
    (package,) = (place / "env").glob("lib/*/site-packages/luukku")

    assert {path.relative_to(VENDOR) for path in VENDOR.rglob("*.*")} == {
        path.relative_to(package / "core/static/vendor") for path in (package / "core/static/vendor").rglob("*.*")
    }
    assert (package / "locale/fi/LC_MESSAGES/django.mo").exists()
    assert list(package.rglob("tests")) == []


def test_somebody_signs_in_with_password_and_code(site):
    browser = Browser(site)
    browser.open("/sign-in/")
    browser.fill_in(login="first@example.org", password=PASSWORD)
    browser.fill_in(code=code_of_now())

    assert urllib.parse.urlsplit(browser.answer.url).path == "/workplaces/"
    assert "First Person" in browser.page
