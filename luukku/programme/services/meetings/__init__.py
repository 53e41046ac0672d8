"""Meetings: prepared from what is open, held item by item, and remembered as they were closed."""
