"""An inner list of the desk on A4 lying on its side: title, rows, a foot with form, page and whoever printed it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from printing import words
from printing.blocks import SMALL, draw_rows, paginate
from printing.marks import A4, Mark, Surface, pdf
from printing.page_codes import BARE, draw_codes
from printing.typography import HEI, MM, Style, width

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from printing.blocks import Row
    from printing.page_codes import Codes

WIDE = 267 * MM
_SIZE = (A4[1], A4[0])
_LEFT = 15 * MM
_TOP = 30 * MM
_BOTTOM = 192 * MM
_TITLE = Style(HEI, 20, bold=True)


class Listed(NamedTuple):
    """What stands round the rows on every page; `printed` ends the foot."""

    title: str
    form: str
    edition: int
    printed: str
    practice: bool


def printed(badge: str, at: datetime) -> str:
    """Say who printed it and when, for the foot."""
    return f"打印警号 {badge}　{words.minute(at)}"


def render(listed: Listed, rows: Sequence[Row], at: datetime, codes: Codes = BARE) -> bytes:
    """Set rows onto as many pages as they take, each with its codes where the list has some."""
    pages = paginate(rows, _BOTTOM - _TOP)
    drawn = [_page(listed, strips, (number, len(pages)), codes) for number, strips in enumerate(pages, 1)]
    return pdf(drawn, title=listed.title, form=f"{listed.form}V{listed.edition}", at=at, size=_SIZE)


def _page(listed: Listed, rows: Sequence[Row], page: tuple[int, int], codes: Codes) -> list[Mark]:
    marks: list[Mark] = []
    surface = Surface(marks, page_height=_SIZE[1])
    if listed.practice:
        surface.slanted(_SIZE[0] / 2, _SIZE[1] / 2, words.PRACTICE, Style(HEI, 74), angle=20, grey=0.9)
    surface.text(_LEFT + (WIDE - width(listed.title, _TITLE)) / 2, 22 * MM, listed.title, _TITLE)
    draw_rows(surface, _LEFT, _TOP, WIDE, rows)
    draw_codes(surface, codes, page, (_LEFT, _LEFT + WIDE), _BOTTOM + 1.5 * MM)
    foot = f"{listed.form} v{listed.edition}　第 {page[0]} 页 / 共 {page[1]} 页　{listed.printed}"
    surface.text(_LEFT + WIDE - width(foot, SMALL), _SIZE[1] - 8 * MM, foot, SMALL)
    return marks
