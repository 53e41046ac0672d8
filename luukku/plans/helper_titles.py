"""Common titles of helpers in the language of a family. A title that we do not know stays as the worker wrote it."""

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy as _p

TEACHER = _p("family", "Teacher")
EARLY_TEACHER = _p("family", "Early education teacher")
NURSE = _p("family", "Public health nurse")
SOCIAL_WORKER = _p("family", "Social worker")
PSYCHOLOGIST = _p("family", "Psychologist")
FAMILY_WORKER = _p("family", "Family worker")

TITLES: dict[str, Promise] = {
    "opettaja": TEACHER,
    "luokanopettaja": TEACHER,
    "lärare": TEACHER,
    "klasslärare": TEACHER,
    "teacher": TEACHER,
    "class teacher": TEACHER,
    "varhaiskasvatuksen opettaja": EARLY_TEACHER,
    "lärare inom småbarnspedagogik": EARLY_TEACHER,
    "early education teacher": EARLY_TEACHER,
    "terveydenhoitaja": NURSE,
    "hälsovårdare": NURSE,
    "public health nurse": NURSE,
    "sosiaalityöntekijä": SOCIAL_WORKER,
    "socialarbetare": SOCIAL_WORKER,
    "social worker": SOCIAL_WORKER,
    "psykologi": PSYCHOLOGIST,
    "psykolog": PSYCHOLOGIST,
    "psychologist": PSYCHOLOGIST,
    "perhetyöntekijä": FAMILY_WORKER,
    "familjearbetare": FAMILY_WORKER,
    "family worker": FAMILY_WORKER,
}


def title_in(language: str, written: str) -> tuple[str, str]:
    """A title as families read it in a language, and what was written after a comma; empty when we do not know it."""
    title, _comma, rest = written.partition(",")
    known = TITLES.get(" ".join(title.split()).casefold())
    if known is None:
        return "", ""
    with translation.override(language):
        return str(known), rest.strip()
