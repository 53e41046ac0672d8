"""How an order reaches the press and how its answer comes back: one line of JSON there; kind, length, body back."""

MADE, FAILED = b"+", b"-"
HEAD = 5
"""Bytes before an answer's body: its kind, and its length in four bytes, big-endian."""


def answer(kind: bytes, body: bytes) -> bytes:
    return kind + len(body).to_bytes(HEAD - 1, "big") + body


def length(head: bytes) -> int:
    """How many bytes follow the head of an answer."""
    return int.from_bytes(head[1:], "big")
