"""Passkeys, signed by a device of our own making."""

import json
import secrets
from hashlib import sha256

import pytest
from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from django.test import Client
from django.urls import reverse
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData

from luukku.accounts.tests.factories import PASSWORD, a_user, a_worker
from luukku.audit.models import AuditEvent

pytestmark = pytest.mark.django_db


def test_the_passkey_page_asks_the_device_to_keep_it_and_to_check_who_holds_it(client):
    user = a_user(second_factor=False)
    client.force_login(user)

    response = client.get("/me/second-factor/passkeys/add/")

    wanted = response.context["js_data"]["creation_options"]["publicKey"]["authenticatorSelection"]
    assert wanted["residentKey"] == "required"
    assert wanted["userVerification"] == "required"


def test_pages_with_passkeys_run_no_inline_script(client):
    user = a_user(second_factor=False)
    client.force_login(user)

    html = client.get("/me/second-factor/passkeys/add/").content.decode() + Client().get("/sign-in/").content.decode()

    scripts = [part.partition(">")[0] for part in html.split("<script")[1:]]
    assert scripts
    assert all(" src=" in told or 'type="application/json"' in told for told in scripts)
    assert "style=" not in html


def test_what_no_device_signed_is_no_passkey(client):
    user = a_user(second_factor=False)
    client.force_login(user)
    client.get("/me/second-factor/passkeys/add/")

    response = client.post("/me/second-factor/passkeys/add/", {"name": "x", "credential": json.dumps({"id": "x"})})

    assert response.status_code == 422
    assert not Authenticator.objects.filter(user=user).exists()


NO_CREDENTIALS = [{"id": "x"}, {"id": "x", "response": {}}, [], 7, "x", {"response": {"userHandle": "AAAA"}}]


@pytest.mark.parametrize("made_up", NO_CREDENTIALS)
def test_signing_in_with_a_made_up_passkey_leads_back_to_the_start(client, made_up):
    client.get("/sign-in/passkey/", headers={"accept": "application/json"})

    response = client.post("/sign-in/passkey/", {"credential": json.dumps(made_up)})

    assert response.url == reverse("account_login")
    assert "_auth_user_id" not in client.session


Flag = AuthenticatorData.FLAG


class Device:
    """A device with one passkey, as a browser would speak for it (Web Authentication, level 3)."""

    def __init__(self, *, origin="https://testserver", checks_holder=True):
        self.origin, self.key, self.id = origin, ec.generate_private_key(ec.SECP256R1()), secrets.token_bytes(16)
        self.flags = Flag.AT | Flag.UP | (Flag.UV if checks_holder else Flag(0))
        self.handle = b""

    def _client_data(self, kind, challenge):
        told = {"type": kind, "challenge": challenge, "origin": self.origin}
        return json.dumps(told).encode()

    def _told(self, response):
        return json.dumps({"id": b64(self.id), "rawId": b64(self.id), "type": "public-key", "response": response,
                           "clientExtensionResults": {"credProps": {"rk": True}}})  # fmt: skip

    def create(self, options):
        wanted = options["publicKey"]
        self.handle = unb64(wanted["user"]["id"])
        credential = AttestedCredentialData.create(
            bytes(16), self.id, ES256.from_cryptography_key(self.key.public_key())
        )
        data = AuthenticatorData.create(sha256(wanted["rp"]["id"].encode()).digest(), self.flags, 0, credential)
        attested = AttestationObject.create("none", data, {})
        client_data = self._client_data("webauthn.create", wanted["challenge"])
        return self._told({"clientDataJSON": b64(client_data), "attestationObject": b64(bytes(attested))})

    def get(self, options):
        wanted = options["publicKey"]
        data = AuthenticatorData.create(sha256(wanted["rpId"].encode()).digest(), self.flags & ~Flag.AT, 1)
        client_data = self._client_data("webauthn.get", wanted["challenge"])
        signature = self.key.sign(bytes(data) + sha256(client_data).digest(), ec.ECDSA(SHA256()))
        return self._told({"clientDataJSON": b64(client_data), "authenticatorData": b64(bytes(data)),
                           "signature": b64(signature), "userHandle": b64(self.handle)})  # fmt: skip


def b64(raw):
    return websafe_encode(raw)


def unb64(text):
    return websafe_decode(text)


def register(client, device):
    page = client.get("/me/second-factor/passkeys/add/", secure=True)
    told = device.create(page.context["js_data"]["creation_options"])
    return client.post("/me/second-factor/passkeys/add/", {"name": "Work phone", "credential": told}, secure=True)


def sign_in_with(device, client):
    options = client.get("/sign-in/passkey/", headers={"accept": "application/json"}, secure=True).json()
    return client.post("/sign-in/passkey/", {"credential": device.get(options["request_options"])}, secure=True)


def test_a_passkey_is_set_up_as_the_first_second_step_and_then_signs_in_alone(client):
    worker, device = a_worker(second_factor=False, password=PASSWORD), Device()
    client.force_login(worker.user)
    added = register(client, device)
    other = Client()

    response = sign_in_with(device, other)
    landed = other.get(worker.url("/authorities/"), secure=True)

    assert added.url == reverse("mfa_view_recovery_codes")
    assert response.url == reverse("workplaces")
    assert landed.status_code == 200
    assert AuditEvent.objects.filter(action="session.started", user_id=worker.user.pk).count() == 1


def test_a_passkey_is_a_second_step_after_the_password(client):
    worker, device = a_worker(second_factor=False, password=PASSWORD), Device()
    client.force_login(worker.user)
    register(client, device)
    other = Client()
    other.post("/sign-in/", {"login": worker.user.email, "password": PASSWORD}, secure=True)
    page = other.get("/sign-in/second-step/", secure=True)

    told = device.get(page.context["js_data"]["request_options"])
    response = other.post("/sign-in/second-step/", {"credential": told}, secure=True)

    assert response["Location"] == reverse("workplaces")


def test_an_answer_to_an_older_question_does_not_sign_in(client):
    worker, device = a_worker(second_factor=False), Device()
    client.force_login(worker.user)
    register(client, device)
    other = Client()
    old = other.get("/sign-in/passkey/", headers={"accept": "application/json"}, secure=True).json()
    other.get("/sign-in/passkey/", headers={"accept": "application/json"}, secure=True)

    other.post("/sign-in/passkey/", {"credential": device.get(old["request_options"])}, secure=True)

    assert "_auth_user_id" not in other.session


@pytest.mark.parametrize("device", [Device(origin="https://evil.example"), Device(checks_holder=False)])
def test_a_passkey_from_another_site_or_without_its_holder_is_not_taken(client, device):
    worker = a_worker(second_factor=False)
    client.force_login(worker.user)

    response = register(client, device)

    assert response.status_code == 422
    assert not Authenticator.objects.filter(user=worker.user).exists()


def test_a_locked_out_person_does_not_get_in_with_a_passkey(client):
    worker, device = a_worker(second_factor=False), Device()
    client.force_login(worker.user)
    register(client, device)
    worker.user.is_active = False
    worker.user.save()
    other = Client()

    response = sign_in_with(device, other)

    assert response.url == "/sign-in/closed/"
    assert "_auth_user_id" not in other.session


def test_one_of_two_passkeys_can_be_removed_and_the_last_cannot(client):
    worker = a_worker(second_factor=False)
    client.force_login(worker.user)
    register(client, Device())
    only = Authenticator.objects.get(user=worker.user, type="webauthn")

    refused = client.post(f"/me/second-factor/passkeys/{only.pk}/remove/", secure=True)
    register(client, Device())
    asked = client.get(f"/me/second-factor/passkeys/{only.pk}/remove/", secure=True)
    removed = client.post(f"/me/second-factor/passkeys/{only.pk}/remove/", secure=True)

    assert (refused.status_code, asked.status_code, removed.status_code) == (422, 200, 302)
    assert Authenticator.objects.filter(user=worker.user, type="webauthn").count() == 1
