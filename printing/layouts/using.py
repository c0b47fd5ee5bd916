"""Draw a paper by the layout that was adopted for it, where the case goes into it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from printing import marks
from printing.layouts.drawing import fitting, size_of
from printing.layouts.filling import LayoutUnfitError
from printing.layouts.offers import OFFERS
from printing.layouts.reading import read
from printing.page_codes import FIRST
from printing.papers import PAPERS, codes_of

if TYPE_CHECKING:
    from printing.layouts.language import Layout
    from printing.registry import PaperContext, Stated


def render_by(text: str, paper: str, record: Stated, context: PaperContext, printing: int = FIRST) -> bytes | None:
    """Give the PDF; None where this case does not go into the layout, or this program cannot read it.

    The same facts, the same printing and the same layout give the same bytes. What the codes say is what they say on
    the built-in paper: the facts do not know their layout.
    """
    layout = _read(text)
    if layout is None or layout.paper != paper:
        return None
    try:
        pages = fitting(layout, record, context, codes_of(paper, record, context, printing))
    except LayoutUnfitError:
        return None
    kind = PAPERS[paper]
    return marks.pdf(pages, title=kind.title, form=kind.form, at=record.stated_at, size=size_of(layout))


@lru_cache(maxsize=16)
def _read(text: str) -> Layout | None:
    """Read an adopted text; an adopted one was checked, one from elsewhere may be newer than this program."""
    layout, _ = read(text.encode("utf-8"))
    return layout if layout is not None and layout.paper in OFFERS else None
