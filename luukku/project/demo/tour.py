"""The steps of the tour, in the reader's language."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from luukku.core.page_language import page_language
from luukku.project.demo.region import key_of, told_people

TOLD = (
    # who, pictogram, what to do, what to notice
    (
        "maija",
        "calendar",
        _("Look at My day: which families you meet today, and what waits for you."),
        _("One meeting still has no interpreter. What is late comes first, with the law behind each date."),
    ),
    (
        "maija",
        "family",
        _("Open the Rahimi family and read its page from top to bottom."),
        _("One screen tells who they are, what was agreed, and what comes next."),
    ),
    (
        "maija",
        "language",
        _("Open the Rahimi family's plan. Their own words stand in Persian beside the Finnish ones."),
        _("The father has confirmed the plan, the mother not yet. Go through it with her and confirm it."),
    ),
    (
        "maija",
        "print",
        _("Print the plan as a PDF in two languages."),
        _("The Arabic script runs from right to left, and the code of the text is on every page."),
    ),
    (
        "ilona",
        "meeting",
        _("Continue the initial interview that is half done, question by question."),
        _(
            "The page shows which language is spoken through whom, and asks four times whether you understood"
            " each other."
        ),
    ),
    (
        "petri",
        "search",
        _("Register a new family. First search for it by name, and misspell the name on purpose."),
        _("Similar names are found, but only among the families that you may see."),
    ),
    (
        "helena",
        "child",
        _("Open a family whose team you belong to."),
        _("You see only the parts of the plan that the family agreed to show you."),
    ),
    (
        "sari",
        "safety",
        _("Open a family whose address is protected and ask to see the address."),
        _("You have to tell why, and your answer stays in the trail for the family to read."),
    ),
    (
        "fatima",
        "home",
        _("Switch between the two municipalities you work for."),
        _("Each shows only its own families. Nothing follows from one to the other."),
    ),
    (
        "anders",
        "law",
        _("Look at who has opened families in an emergency, and why."),
        _("Every opening of a family's data leaves a line that nobody can change without it being seen."),
    ),
)


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to try: as whom, what to do, and what there is to notice."""

    email: str
    name: str
    title: str
    pictogram: str
    do: str
    notice: str

    @property
    def called(self) -> str:
        """How the button names them: these invented people are called by the first word of their names."""
        return self.name.split()[0]


def steps() -> list[Step]:
    people = {key_of(told): told for told in told_people()}
    language = page_language()
    return [
        Step(people[who]["email"], people[who]["name"], people[who]["title"][language], pictogram, str(do), str(notice))
        for who, pictogram, do, notice in TOLD
    ]
