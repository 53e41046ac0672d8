"""Surveys that nobody can be recognised in, and the minimum criteria by which family centres look at themselves.

Words: an *instrument* is a questionnaire, its *items* have *versions* that never change once they have been asked; a
*wave* asks one version of an instrument once (draft, open, closed, published); the *box* is where answers lie, sealed
and without order, while a wave is open; a *response* is one answer to one item, tied to no other; an *aggregate* is
what is published of an item; a *finding* is what was understood from it, and *counter-feedback* tells those who
answered.
"""
