"""Carrying out a move."""
