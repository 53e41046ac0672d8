"""Looking at the pages of programmes as a browser does."""

import re

from django.test import Client


class Desk:
    """Somebody signed in. Every path is told from one page: `under`, an address within the programmes'."""

    def __init__(self, worker, under=""):
        self.worker, self.client = worker, Client(raise_request_exception=True)
        self.client.force_login(worker.user)
        self.home = f"/programme/{under}"

    def get(self, path="", **data):
        return self.client.get(self.worker.url(f"{self.home}{path}"), data)

    def post(self, path, headers=None, **data):
        return self.client.post(self.worker.url(f"{self.home}{path}"), data, headers=headers)

    def words(self, path="", **data):
        html = self.get(path, **data).content.decode()
        return " ".join(re.sub(r"<[^>]+>", " ", html).split())
