"""What the pages show around their own words: in which language, where the same page is in others, how to reach it."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import Resolver404, resolve

from luukku.core import links
from luukku.language import drafts
from luukku.language import languages as reference
from luukku.language.languages import FAMILY_LANGUAGES, Language


@dataclass(frozen=True, slots=True)
class Around:
    """Everything `portal/base.html` needs beside the page itself.

    Attributes:
        switch: the same page in every language, by its code.
        is_draft: nobody has checked the site's own words in this language.
    """

    language: Language
    switch: tuple[tuple[Language, str], ...]
    path: str
    is_draft: bool

    @property
    def address(self) -> str:
        """The whole address of the page, for paper."""
        return full_address(self.path)


def around(path: str, code: str) -> Around:
    """What stands around the page at a path that begins with its language."""
    rest = path.removeprefix(f"/{code}")
    return Around(
        language=reference.get(code),
        switch=tuple((reference.get(one), f"/{one}{rest}") for one in FAMILY_LANGUAGES),
        path=path,
        is_draft=drafts.is_draft(code),
    )


def is_public_path(path: str) -> bool:
    """Whether a path is one of ours, and nothing that could lead elsewhere."""
    if not path.startswith("/") or path.startswith("//") or len(path) > 200:
        return False
    try:
        found = resolve(path, urlconf=settings.ROOT_URLCONF)
    except Resolver404:
        return False
    return found.namespace == "portal" and found.url_name != "unknown"


def full_address(path: str) -> str:
    return links.absolute(path)
