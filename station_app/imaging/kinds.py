"""What may come in as a scan and how much of it; told from the bytes, never from a file's name."""

from __future__ import annotations

from typing import Final, NamedTuple

PDF: Final = "application/pdf"
JPEG: Final = "image/jpeg"
PNG: Final = "image/png"
TIFF: Final = "image/tiff"

LARGEST_RAW: Final = 100 << 20
"""Bytes of one file as it comes in; a scanner's TIFF of four A4 pages in colour at 300 dpi."""

LARGEST_KEPT: Final = 20 << 20
"""Bytes of one scan as it is kept, which is also what a bundle carries; a colour A4 page takes about 1 MiB."""

MOST_PIXELS: Final = 100_000_000
"""Pixels of one picture before it is decoded; an A4 page at 1000 dpi."""

MOST_PAGES: Final = 50
"""Pages of one file: a court's judgment or a whole household booklet, not an archive."""

_SIGNATURES: Final = {
    b"%PDF-": PDF,
    b"\xff\xd8\xff": JPEG,
    b"\x89PNG\r\n\x1a\n": PNG,
    b"II*\x00": TIFF,
    b"MM\x00*": TIFF,
}


class CleanScan(NamedTuple):
    """A scan as it may be kept: its bytes, what they are (JPEG or PNG for one page, PDF for several), its pages."""

    content: bytes
    media_type: str
    pages: int


class UnfitScanError(Exception):
    """A file that is not taken in; `code` names the finding (`finding.CODE`) that says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def kind_of(content: bytes) -> str:
    """Give the media type that the first bytes show, empty for anything we don't take."""
    return next((kind for start, kind in _SIGNATURES.items() if content.startswith(start)), "")


def refuse_by_size(content: bytes) -> str:
    """Give the kind of `content` after a look at its size and its first bytes.

    Raises:
        UnfitScanError: `attachment_too_large`, `attachment_empty` or `attachment_kind`.
    """
    if len(content) > LARGEST_RAW:
        raise UnfitScanError("attachment_too_large")
    if not content:
        raise UnfitScanError("attachment_empty")
    kind = kind_of(content)
    if not kind:
        raise UnfitScanError("attachment_kind")
    return kind
