"""Criteria that rest on duties in law, as data."""
