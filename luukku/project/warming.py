"""A web worker made ready before its first request: what every page needs is loaded, and left alone by the collector.

Python's collector of cycles would otherwise walk through all modules, models and templates every few dozen pages, which
stops a page for a tenth of a second. What is there when the worker begins stays until it ends, so it is set aside; and
the collector looks at what is new only after some pages, since a page leaves few cycles behind.
"""

import gc
from pathlib import Path

from django.conf import settings
from django.template import engines
from django.urls import get_resolver
from django.utils import translation

from luukku.accounts.places import WORKPLACE_URLS

NEW_OBJECTS, YOUNG_ROUNDS, OLD_ROUNDS = 50_000, 20, 50
"""A page makes some 8,000 objects that outlive the moment; by Python's own 700 a page is stopped a dozen times."""


def warm_up() -> None:
    """Load addresses, catalogues and templates; then set aside all that is there."""
    for urlconf in (settings.ROOT_URLCONF, WORKPLACE_URLS):
        get_resolver(urlconf).reverse_dict  # noqa: B018 - asking for it fills it
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            translation.gettext("Sign in")
    for name in _template_names():
        engines["django"].get_template(name)
    gc.collect()
    gc.freeze()
    gc.set_threshold(NEW_OBJECTS, YOUNG_ROUNDS, OLD_ROUNDS)


def _template_names() -> list[str]:
    """The templates of our own apps, as they are asked for."""
    found = []
    for folder in sorted(Path(settings.PACKAGE).glob("*/templates")):
        found += [str(path.relative_to(folder)) for path in sorted(folder.rglob("*.html"))]
    return found
