"""Use case: make a paper from stored facts. Each copy that leaves is journalled with the SHA-256 of its bytes."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from station_app.domain.authority import Action
from station_app.domain.records import IssuedPaper
from station_app.journal import chain
from station_app.journal.entries import PaperIssued
from station_app.services.drawing import draw_paper, record_for
from station_app.storage import papers

if TYPE_CHECKING:
    from station_app.services.desk import Desk


def preview_paper(desk: Desk, number: str, paper: str) -> bytes:
    """Make the PDF of `paper` without journalling a copy; the same bytes an issued copy has.

    `number` is the case's; of a one-time notice also its own.

    Raises:
        RefusedError: `paper_unknown`, `case_unknown`, `notice_unknown`, `paper_not_for_case`.
    """
    desk.require(Action.PRINT)
    with desk.store.read() as uow:
        record = record_for(uow, number, paper)
    return draw_paper(desk, record, paper)


def issue_paper(desk: Desk, number: str, paper: str) -> IssuedPaper:
    """Make `paper` and journal the copy before anyone can hold it. Same facts, same bytes, however often.

    Raises:
        RefusedError: as `preview_paper`.
    """
    desk.require(Action.PRINT)
    with desk.store.read() as uow:
        record = record_for(uow, number, paper)
    pdf = draw_paper(desk, record, paper)
    digest = hashlib.sha256(pdf).hexdigest()
    with desk.store.write() as uow:
        copy = papers.count(uow, record.number, paper) + 1
        chain.append(
            uow,
            site=desk.site.code,
            officer=desk.officer.badge,
            subject=record.number,
            payload=PaperIssued(record.number, paper, copy, digest),
            at=desk.now(),
        )
        uow.commit()
    return IssuedPaper(record.number, paper, copy, digest, pdf)
