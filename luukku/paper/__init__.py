"""Paper: a letter or a table in any of the family languages, as an accessible PDF.

The words here: a *passage* is text in one language; a *pair* is the same thing for
the worker and for the family; a *letter* and a *table* are what can be printed.
The app knows no plans, no people and no translations: whoever prints hands over
every word in both languages, and records the reading in the trail.
"""
