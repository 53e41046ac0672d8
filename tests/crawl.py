"""Walking the whole site without a browser: every page that links lead to, and every form that stands in them."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

from django.test import Client
from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve

from tests.reading import Form, Page, read

HOST = "http://testserver"
OUTSIDE, INSIDE = "luukku.project.urls", "luukku.project.urls_work"


@dataclass
class Visited:
    """One page as it was answered."""

    path: str
    name: str
    status: int
    content: bytes
    kind: str
    page: Page = field(default_factory=Page)

    @property
    def text(self) -> str:
        return self.content.decode(errors="replace")


def names(urlconf: str) -> Iterator[str]:
    """Every URL name of a urlconf, with its namespace."""
    yield from _names(get_resolver(urlconf).url_patterns, "")


def _names(patterns: list[URLPattern | URLResolver], prefix: str) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _names(pattern.url_patterns, f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix)
        else:
            yield f"{prefix}{pattern.name}"


def name_of(path: str) -> str:
    """The URL name of a path of the site, or "" for files and pages that are not there."""
    inside = path.startswith("/w/")
    rest = f"/{path.split('/', 3)[3]}" if inside and path.count("/") >= 3 else path
    try:
        return resolve(rest, urlconf=INSIDE if inside else OUTSIDE).view_name
    except Resolver404:
        return ""


def visit(client: Client, path: str) -> Visited:
    response = client.get(path)
    content = b"".join(response) if response.streaming else response.content  # type: ignore[arg-type]
    kind = response.headers.get("Content-Type", "").split(";")[0]
    name = name_of(urlsplit(path).path)
    page = read(content.decode(errors="replace"), HOST + path) if kind == "text/html" else Page()
    if "Location" in response.headers:
        page.links.append(response.headers["Location"])
    return Visited(path, name, response.status_code, content, kind, page)


def walk(client: Client, *starts: str, each: int = 6, public: bool = True) -> list[Visited]:
    """Every page that links lead to from these; of a page's filters and sheets one of each kind.

    Args:
        each: of how many people, goals, … a page of the same kind is opened.
        public: whether links to the site for families are followed too. Its forms have no session to protect.
    """
    waiting, seen, visited = list(starts), set(), []
    opened: Counter[str] = Counter()
    while waiting:
        path = waiting.pop(0)
        key, name = _key(path), name_of(urlsplit(path).path)
        if key in seen or opened[name] >= each or (name.startswith("portal:") and not public):
            continue
        seen.add(key)
        opened[name] += 1
        visited.append(visit(client, path))
        for link in visited[-1].page.links:
            here = link.removeprefix(HOST)
            if here.startswith("/") and not here.startswith("/static/"):
                waiting.append(here)
    return visited


def forms(visited: list[Visited]) -> Iterator[tuple[Visited, Form]]:
    """Every POST form of the pages, each target once."""
    seen = set()
    for one in visited:
        for form in one.page.forms:
            target = form.action.removeprefix(HOST)
            if form.method == "post" and (target, tuple(sorted(form.names))) not in seen:
                seen.add((target, tuple(sorted(form.names))))
                yield one, form


def _key(path: str) -> tuple[str, tuple[str, ...]]:
    parts = urlsplit(path)
    return parts.path, tuple(sorted(parse_qs(parts.query, keep_blank_values=True)))
