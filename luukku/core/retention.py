"""How long each kind of record lives, by which section. Declared on the model when it is born."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Retention:
    """A retention rule, as data.

    Attributes:
        years: full years to keep; None means as long as the record it belongs to (`after` names it).
        days: used instead of years for operational rows.
        after: what starts the time, in words.
        source: act and section, or "local" for our own default.
        verified: whether the source's text was checked.
    """

    after: str
    source: str
    verified: bool
    years: int | None = None
    days: int | None = None

    def told(self) -> str:
        """The rule in one line, for the operator."""
        length = f"{self.years} years after" if self.years else f"{self.days} days after" if self.days else "as long as"
        checked = "" if self.verified else ", not checked"
        return f"{length} {self.after} ({self.source}{checked})"
