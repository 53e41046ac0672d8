"""Addresses as pictures that a phone reads."""

import io

import segno


def picture(address: str) -> bytes:
    """An SVG of its own, white behind, for a page."""
    drawn = io.BytesIO()
    _code(address).save(drawn, kind="svg", scale=8, border=4, light="#fff")
    return drawn.getvalue()


def drawing(address: str) -> str:
    """An SVG to be set into a sheet of paper."""
    drawn = io.BytesIO()
    _code(address).save(drawn, kind="svg", scale=4, border=2, xmldecl=False)
    return drawn.getvalue().decode()


def _code(address: str) -> segno.QRCode:
    return segno.make(address, error="m", micro=False)
