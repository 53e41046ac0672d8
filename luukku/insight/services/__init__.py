"""Counting, publishing, and answering with what was published."""
