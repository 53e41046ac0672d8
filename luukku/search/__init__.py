"""The one search: an index of everything that may be read, and the question that is put to it.

Words: a *document* is one language version of something that another app publishes: a toolkit item, a service, a place,
an event; its *audience* says who may find it. A *term* is what a word is found by (see `luukku.language.wording`); a
*form* is a word as some text has it. A *reading* is one way to understand a word of a question: as it stands, with
dots, mended, translated. Cases and people are never in the index: casework has its own search.
"""
