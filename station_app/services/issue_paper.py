"""Use case: make a paper from stored facts. Each printing is journalled with its SHA-256 before anyone can hold it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from station_app.domain.authority import Action
from station_app.services.drawing import draw_as_adopted, record_for
from station_app.services.issuing import issue, next_printing

if TYPE_CHECKING:
    from station_app.domain.records import IssuedPaper
    from station_app.domain.reprints import Reprint
    from station_app.services.desk import Desk


def preview_paper(desk: Desk, number: str, paper: str) -> bytes:
    """Make the PDF of `paper` without journalling it; the same bytes that the next printing will have.

    `number` is the case's; of a one-time notice also its own.

    Raises:
        RefusedError: `paper_unknown`, `case_unknown`, `notice_unknown`, `paper_not_for_case`.
    """
    desk.require(Action.PRINT)
    with desk.store.read() as uow:
        record = record_for(uow, number, paper)
        printing = next_printing(uow, desk, record, paper)
        return draw_as_adopted(uow, desk, record, paper, printing).pdf


def issue_paper(desk: Desk, number: str, paper: str, again: Reprint | None = None) -> IssuedPaper:
    """Make `paper` and journal the printing: the same facts and the same printing, the same bytes for ever.

    The facts are read, counted and drawn in one transaction: two desks never print the same printing twice.

    Raises:
        RefusedError: as `preview_paper`; `reprint_reason_missing` - these facts were printed here before and `again`
            says not why; `reprint_words_missing`, `text_unfit`. Nothing was stored.
    """
    desk.require(Action.PRINT)
    with desk.store.write() as uow:
        issued = issue(uow, desk, record_for(uow, number, paper), paper, again)
        uow.commit()
    return issued
