"""People, families and the cases opened for them: who belongs together, who may act, who answers, and by when.

Words: a *person* belongs to a *family* for a span of days. A *case* is opened for a family by one organisation and has
exactly one *responsible worker* at a time. A *deadline* is one clock that runs for a case by a rule of law or a local
target. An *understanding check* records that somebody understood one version of one text.
"""
