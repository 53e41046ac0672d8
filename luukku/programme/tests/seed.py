"""The region's own documents, and looking for their words on pages."""

import hashlib
import html
import re
from datetime import datetime

from django.test import Client

from luukku.core.clock import HELSINKI

NOW = datetime(2026, 11, 21, 9, tzinfo=HELSINKI)


def items(told):
    """Every id with its Finnish words, anywhere in the file."""
    if isinstance(told, dict):
        text = next((told[key] for key in ("fi", "event_fi", "title_fi", "name_fi") if key in told), None)
        if "id" in told and text:
            yield told["id"], text
        for value in told.values():
            yield from items(value)
    elif isinstance(told, list):
        for one in told:
            yield from items(one)


def digest(text):
    return hashlib.sha256(text.encode()).hexdigest()


def shown_in(page):
    found = re.findall(r'<span lang="fi" data-code="([^"]+)">([^<]*)</span>', page)
    return {code: digest(html.unescape(text)) for code, text in found}


def client_of(worker):
    client = Client(raise_request_exception=True)
    client.force_login(worker.user)
    return client


def page_of(worker, programme, part):
    response = client_of(worker).get(worker.url(f"/programme/{programme.pk}/{part}"))
    assert response.status_code == 200
    return response.content.decode()
