"""`luukku bench`: how fast the pages are and how well the search and the plain-language check do, by fixed definitions.

Words: a *probe* is a worker whose pages are timed; the same families stand in its caseload in the small and in the
large database. A *visit* is one request and its whole answer.
"""
