"""What the page shell shows around every page: plain values, put together by the project's context processor."""

from dataclasses import dataclass
from typing import Literal

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Place:
    """A word in the navigation, or an organisation one may work for."""

    label: str | Promise
    url: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Me:
    """Who is signed in and where they work now.

    Attributes:
        workplaces: organisations to switch between; shown when there are at least two.
    """

    name: str
    organisation: str = ""
    workplaces: tuple[Place, ...] = ()
    settings_url: str = ""
    sign_out_url: str = ""

    @property
    def initials(self) -> str:
        """The first letter of the first and the last word of the name as its owner says it."""
        words = self.name.split()
        return "".join(word[0] for word in (words if len(words) < 3 else [words[0], words[-1]])).upper()


@dataclass(frozen=True, slots=True)
class Shell:
    """Everything `core/base.html` needs beside the page itself; every part may be missing.

    Attributes:
        nav: at most six words; the one where we are is `current`.
        search_url: "Find a family"; empty hides it.
        scheme: the person's choice of colours; "auto" follows the device.
        size: "sm" for workers, "md" for families, "lg" when somebody asked for larger text.
        demo: everything on the page is made up, and the page says so.
        idle_minutes: after so many quiet minutes the session ends; None shows no warning.
        idle_url: where the script goes when the time is up.
        ping_url: answers 204 and keeps the session, nothing else.
    """

    home_url: str = "/"
    nav: tuple[Place, ...] = ()
    search_url: str = ""
    me: Me | None = None
    scheme: Literal["auto", "light", "dark"] = "auto"
    size: Literal["sm", "md", "lg"] = "sm"
    demo: bool = False
    idle_minutes: int | None = None
    idle_url: str = ""
    ping_url: str = ""
    accessibility_url: str = ""
    feedback_url: str = ""
    footer: tuple[Place, ...] = ()
