"""Organisations, the people who work for them, and how they sign in.

Words: an *organisation* is an authority, a reception centre or an association. A *unit* is a part of it that meets
families. A *membership* gives a person one role in one organisation (or one unit of it) for a span of days.
"""
