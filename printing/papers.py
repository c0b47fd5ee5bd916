"""The door of this room: make a paper from the stored facts. Writes nothing, journals nothing, sends nothing.

Every moment on a paper comes from the record, so the same facts give the same bytes, today and in ten years.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from printing import marks, proof
from printing.own_papers import OWN_PAPERS
from printing.page_codes import FIRST, Codes
from printing.registry import PAPERS, About, Paper, PaperContext, Seal, Stated
from station_app.domain.permits import PermitRecord
from station_app.domain.records import CaseRecord
from station_app.errors import RefusedError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from station_app.settings import Offset


__all__ = ["PAPERS", "About", "Paper", "PaperContext", "Seal", "backs_of", "lay_out", "papers_of", "render"]


def render(paper: str, record: Stated, context: PaperContext, printing: int = FIRST) -> bytes:
    """Make the PDF of `paper` from the record it is about: the same facts and the same printing, the same bytes.

    Raises:
        RefusedError: `paper_unknown`.
    """
    kind = _kind(paper)
    size = size_of(paper, record, context, printing)
    pages = lay_out(paper, record, context, printing)
    return marks.pdf(pages, title=kind.title, form=kind.form, at=record.stated_at, size=size)


def size_of(paper: str, record: Stated, context: PaperContext, printing: int = FIRST) -> tuple[float, float]:
    """Give width and height of its pages in points: A4, or as long a strip as its rows need."""
    size = _kind(paper).size
    return size(record, context, codes_of(paper, record, context, printing)) if size else marks.A4


def backs_of(paper: str) -> Offset | None:
    """Give how far what stands on the backs of a paper is moved; None: it is printed on one side, or not known here."""
    kind = PAPERS.get(paper) or OWN_PAPERS.get(paper)
    return kind.backs if kind else None


def papers_of(record: CaseRecord | PermitRecord) -> tuple[str, ...]:
    """Name the papers that a case has: promises only where something was promised, a notice only if one was given.

    The same paper on another kind of sheet (a receipt on a roll) is not named a second time. A residence permit has
    those of its own.
    """
    about = About.PERMIT if isinstance(record, PermitRecord) else About.CASE
    noticed = isinstance(record, CaseRecord) and record.notice_no is not None
    return tuple(
        name
        for name, paper in PAPERS.items()
        if (paper.about is about and not paper.other_sheet_of and paper.fits(record))
        or (paper.about is About.NOTICE and noticed)
    )


def lay_out(paper: str, record: Stated, context: PaperContext, printing: int = FIRST) -> Sequence[Sequence[marks.Mark]]:
    """Give the marks of each page, before they are drawn; what a benchmark replays on a bare canvas.

    Raises:
        RefusedError: `paper_unknown`.
    """
    return _kind(paper).lay_out(record, context, codes_of(paper, record, context, printing))


def codes_of(paper: str, record: Stated, context: PaperContext, printing: int = FIRST) -> Codes:
    """Give what stands in the codes of one printing; a record without a number is only looked at and has none."""
    text = proof.texts(paper, record, context, printing) if record.number else None  # only looked at: nothing to prove
    return Codes(record.number, text, printing)


def _kind(paper: str) -> Paper:
    if paper not in PAPERS:
        raise RefusedError("paper_unknown", paper=paper, papers=", ".join(PAPERS))
    return PAPERS[paper]
