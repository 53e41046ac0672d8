"""Bringing programmes in: reading, comparing with what is here, writing all of it or nothing."""
