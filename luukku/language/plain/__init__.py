"""Selkotarkistus: what makes a text hard to read, where exactly, why, and what to do about it.

It advises and never decides: nothing is refused because of a finding or a score, and it certifies nothing.

`check(text, language)` is all that other apps need. Words: a *finding* is a place in the text where a *rule* has
something to say; the *load* is what the findings and the length of sentences weigh together; the *score* is what is
left of 100 under that load.
"""

from luukku.language.plain.checking import CHECKED_LANGUAGES, Mend, Report, check
from luukku.language.plain.rules import Finding, Rule

__all__ = ["CHECKED_LANGUAGES", "Finding", "Mend", "Report", "Rule", "check"]
