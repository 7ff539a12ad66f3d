"""The code to scan: where a report is verified, as a picture."""

from __future__ import annotations

import io

import segno

QUIET_ZONE = 4
"""Modules of white around the code, as its standard asks."""
POINTS_A_MODULE = 8


def svg(address: str) -> str:
    """As drawing, black on white, without size of its own."""
    target = io.BytesIO()
    _code(address).save(target, kind="svg", border=QUIET_ZONE, light="#fff", xmldecl=False, omitsize=True, title=None)
    return target.getvalue().decode()


def png(address: str) -> bytes:
    """As picture."""
    target = io.BytesIO()
    _code(address).save(target, kind="png", border=QUIET_ZONE, scale=POINTS_A_MODULE)
    return target.getvalue()


def _code(address: str) -> segno.QRCode:
    return segno.make(address, error="m", micro=False)
