"""Lay a paper out as a layout file says. Round it stands what is always ours: codes, numbers, pages, form, badge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from printing import halves
from printing import sheet as sheets
from printing.halves import A5, HalfSheet
from printing.layouts import measure, overlay
from printing.layouts.filling import Filler, LayoutUnfitError, refuse
from printing.layouts.language import OverlayLayout, SheetLayout
from printing.layouts.offers import OFFERS
from printing.layouts.rows import rows_of
from printing.marks import A4
from printing.sheet import Copy, Sheet

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from printing.blocks import Row
    from printing.layouts.language import Layout
    from printing.layouts.told import Around, Told
    from printing.marks import Mark
    from printing.page_codes import Codes
    from printing.registry import PaperContext, Stated


def size_of(layout: Layout) -> tuple[float, float]:
    """Give width and height of its pages in points."""
    return A5 if layout.sheet == "A5" else A4


def lay_out(
    layout: Layout, record: Stated, context: PaperContext, codes: Codes, used: list[set[str]] | None = None
) -> tuple[tuple[Mark, ...], ...]:
    """Give the pages; `used` gets, copy by copy, the names of what was put on them.

    Raises:
        LayoutUnfitError: This case does not go into it.
    """
    around, copies = OFFERS[layout.paper].tell(record, context)
    fillers = {copy.name: Filler(copy) for copy in copies}
    if isinstance(layout, OverlayLayout):
        pages = overlay.lay_out(layout, around, tuple(fillers.values()), codes)
    else:
        pages = _flowing(layout, around, copies, lambda copy: rows_of(layout, fillers[copy.name]), codes)
    if used is not None:
        used += [filler.used for filler in fillers.values()]
    return pages


def fitting(
    layout: Layout, record: Stated, context: PaperContext, codes: Codes, used: list[set[str]] | None = None
) -> tuple[tuple[Mark, ...], ...]:
    """Give the pages, measured: nothing is cut off, overlaps or is too small.

    Raises:
        LayoutUnfitError: This case does not go into it.
    """
    pages = lay_out(layout, record, context, codes, used)
    reasons: dict[str, LayoutUnfitError] = {}
    for number, page in enumerate(pages, 1):
        for found in measure.problems(page, size_of(layout)):
            reasons.setdefault(found.code, LayoutUnfitError(found.code, "", page=number, text=found.text))
    refuse(tuple(reasons.values()))
    return pages


def _flowing(
    layout: SheetLayout, around: Around, copies: Sequence[Told], rows: Callable[[Told], Sequence[Row]], codes: Codes
) -> tuple[tuple[Mark, ...], ...]:
    form = form_line(around, layout)
    if layout.sheet == "A4":
        sheet = Sheet(
            layout.title, form, around.numbered, around.number, around.badge, around.at, practice=around.practice
        )
        by_name = {copy.name: copy for copy in copies}
        named = tuple(Copy(copy.name, "") for copy in copies)
        return sheets.lay_out(sheet, named, lambda copy: rows(by_name[copy.name]), codes)
    half = HalfSheet(
        layout.title,
        form,
        around.document_no,
        around.number,
        around.office,
        around.badge,
        around.at,
        practice=around.practice,
        numbered=around.numbered,
    )
    if layout.sheet == "A5":
        return halves.lay_out_single(half, copies, rows, codes)
    first, second = copies
    return halves.lay_out(half, (first, second), rows, codes)


def form_line(around: Around, layout: Layout) -> str:
    """Give the words for form and edition, and by which layout it is drawn."""
    return f"{around.form} 版式{layout.edition}"
