"""Draw a layout with an invented family, to be looked at before it is adopted."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from printing import marks, proof
from printing.layouts import invented
from printing.layouts.drawing import lay_out, size_of
from printing.page_codes import Codes
from printing.registry import PAPERS

if TYPE_CHECKING:
    from printing.layouts.language import Layout
    from printing.registry import Seal


def sample(layout: Layout, seal: Seal) -> bytes:
    """Give the PDF of an invented family's paper, in the practice station's name: nobody can take it for a real one."""
    kind, record = PAPERS[layout.paper], invented.example(layout.paper).record
    context = replace(invented.CONTEXT, seal=seal)
    codes = Codes(record.number, proof.texts(layout.paper, record, context))
    pages = lay_out(layout, record, context, codes)
    return marks.pdf(pages, title=kind.title, form=kind.form, at=record.stated_at, size=size_of(layout))
