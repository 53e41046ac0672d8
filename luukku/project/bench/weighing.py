"""What a first view weighs: the page and every file a browser fetches for it with an empty cache."""

import gzip
import re
from urllib.parse import urljoin

from luukku.project.bench.serving import Site, Visit

LINKED = re.compile(r'<link\s[^>]*?rel="(?:stylesheet|icon)"[^>]*>|<script\s[^>]*>|<img\s[^>]*>', re.IGNORECASE)
ADDRESS = re.compile(r'(?:href|src)="([^"]+)"')
FONT = re.compile(r"@font-face\s*{(.*?)}", re.DOTALL)
URL = re.compile(r"""url\(\s*["']?([^"')]+)""")
RANGE = re.compile(r"U\+([0-9A-Fa-f?]+)(?:-([0-9A-Fa-f]+))?")


def first_view(site: Site, path: str, session: str) -> dict[str, int]:
    """Bytes over the wire by address, the page itself under its own path."""
    page = site.visit(path, session)
    html = text_of(page)
    weights = {path: len(page.body)}
    for tag in LINKED.findall(html):
        for address in ADDRESS.findall(tag):
            _fetch(site, urljoin(path, address), weights, html)
    return weights


def text_of(visit: Visit) -> str:
    body = gzip.decompress(visit.body) if visit.headers.get("content-encoding") == "gzip" else visit.body
    return body.decode()


def _fetch(site: Site, address: str, weights: dict[str, int], html: str) -> None:
    if address in weights or not address.startswith("/"):
        return
    file = site.visit(address)
    weights[address] = len(file.body)
    if address.endswith(".css"):
        css = text_of(file)
        for face in FONT.findall(css):
            if (source := URL.search(face)) and _is_needed(face, html):
                _fetch(site, urljoin(address, source[1]), weights, html)
        for imported in re.findall(r"""@import\s+(?:url\()?["']?([^"');]+)""", css):
            _fetch(site, urljoin(address, imported), weights, html)


def _is_needed(face: str, html: str) -> bool:
    """Whether the page has a character in the font's range: then a browser fetches it."""
    spans = [
        (int(first.replace("?", "0"), 16), int(last or first.replace("?", "F"), 16))
        for first, last in RANGE.findall(face)
    ]
    letters = {ord(letter) for letter in re.sub(r"<[^>]*>", "", html)}
    return not spans or any(first <= letter <= last for letter in letters for first, last in spans)
