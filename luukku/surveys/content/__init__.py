"""Questionnaires written by us, as data."""
