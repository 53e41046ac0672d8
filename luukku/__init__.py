"""Luukku: the one counter for integration services of a Finnish region."""

__version__ = "0.1.0"
