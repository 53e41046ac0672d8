"""Languages people speak and the texts in them: the reference, the catalogues, and how both are checked.

Words: a *family language* is one of the twelve that everything a family reads exists in. A *staff language* is one the
workers' pages exist in. A *contact language* is any language a person wants to be met in; its *interface language* is
the family language shown when its own does not exist, and the page says so. A *draft* is a translation that no native
speaker has checked yet.
"""
