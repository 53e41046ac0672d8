"""Languages people speak and the texts in them: the reference, the catalogues, word forms, and how plain a text is.

Words: a *family language* is one of the twelve that everything a family reads exists in. A *staff language* is one the
workers' pages exist in. A *contact language* is any language a person wants to be met in; its *interface language* is
the family language shown when its own does not exist, and the page says so. A *draft* is a translation that no native
speaker has checked yet. A *concept* of the glossary is one thing with its names in many languages; a *folded* word is
written in plain Latin letters, so that its spellings meet; a *term* is what a word is found by (`wording`). What makes
a text hard to read is told by `plain`.
"""
