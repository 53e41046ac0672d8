"""Months, definitions and shares, without a database."""
