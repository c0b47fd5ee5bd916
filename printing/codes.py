"""Bars of the machine-readable codes: Code 128 and QR as rectangles. Knows nothing about what they say."""

from __future__ import annotations

import barcode
import segno

from printing.typography import MM

Boxes = tuple[tuple[float, float, float, float], ...]
"""Rectangles (left, top, width, height) in points."""

BAR = 24 / 25
"""Module of Code 128 in points: 0.339 mm, whole dots at 150, 300 and 600 dpi. Below 0.33 mm, 150 dpi fails."""

QR_DOT = 1.2
"""Module of a QR code in points: 0.423 mm, fit for a telephone's camera as well as for a desk scanner."""

QUIET_BARS = 10
QUIET_DOTS = 4
"""Modules that stay white around a code (ISO/IEC 15417, ISO/IEC 18004)."""

_QR_MASK = 3


def code128(text: str, height: float = 9 * MM) -> tuple[Boxes, float]:
    """Give the bars of `text` and their whole width, without quiet zones, in points."""
    bits: str = barcode.get("code128", text).build()[0]
    return tuple((start * BAR, 0.0, length * BAR, height) for start, length in _runs(bits)), len(bits) * BAR


def qr(text: str) -> tuple[Boxes, float]:
    """Give the dots of `text` (ECC level M, always square) and their side, without quiet zone, in points.

    The mask is fixed: choosing the best of eight costs more time than drawing the whole paper, and what is coded here
    ends in a signature, so it looks random under every mask.
    """
    matrix = segno.make(text, micro=False, error="m", boost_error=False, mask=_QR_MASK).matrix
    boxes = [
        (start * QR_DOT, row * QR_DOT, length * QR_DOT, QR_DOT)
        for row, bits in enumerate(matrix)
        for start, length in _runs(bits.translate(_BITS).decode("ascii"))
    ]
    return tuple(boxes), len(matrix) * QR_DOT


_BITS = bytes.maketrans(b"\x00\x01", b"01")


def _runs(bits: str) -> list[tuple[int, int]]:
    """Give (start, length) of every run of ones."""
    found = []
    start = bits.find("1")
    while start >= 0:
        end = bits.find("0", start)
        end = len(bits) if end < 0 else end
        found.append((start, end - start))
        start = bits.find("1", end)
    return found
